#pragma once

#include "visit_summary/phrase_keys.h"
#include "visit_summary/words.h"

#include <string>

namespace carepress::test {
using namespace visit_summary;

/// Words of a language, from the project's own message files.
inline SummaryWords words_in(const std::string& language, const std::string& time_zone = {}) {
    static const words::PhraseBook page(CAREPRESS_SOURCE_FOLDER "/messages");
    static const words::PhraseBook visit(CAREPRESS_SOURCE_FOLDER "/messages/visit", visit_phrase_keys());
    static const style::BrandTexts brand = [] {
        style::BrandTexts texts;
        texts.organisation = "Test Clinic";
        texts.telephone = "555-0134";
        texts.emergency_number = "911";
        return texts;
    }();
    return {visit.in(language), visit.in("en"), page.in(language), brand, time_zone};
}

inline std::string text_of(const Pieces& pieces) {
    std::string text;
    for (const Piece& piece : pieces) text += piece.text;
    return text;
}

inline visit::RecordText written(const std::string& text, const std::string& language = {}) { return {text, language}; }

inline visit::Concept named(const std::string& name) {
    visit::Concept made;
    made.name = written(name);
    return made;
}

}  // namespace carepress::test
