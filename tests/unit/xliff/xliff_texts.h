#pragma once

#include "article/read.h"
#include "xliff/translate.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace xliff;

inline article::Article read_markdown_article(const std::string& text) {
    const Source source{"a.md", text};
    Diagnostics diagnostics(source);
    return article::read_article(source, diagnostics);
}

/// The article as a file for translators.
inline OutgoingFile outgoing(const article::Article& original, const article::Article* translation = nullptr) {
    OutgoingFile file;
    file.id = "a";
    file.code = original.metadata.code;
    file.original = "en/a.md";
    file.units = units_of(original, translation);
    file.texts = digest_of(file.units);
    for (const Unit& unit : file.units) file.states.push_back(unit.target ? State::translated : State::initial);
    file.reasons.resize(file.units.size());
    return file;
}

/// As a translator who writes `word(text)` for each text between codes.
inline void translate(OutgoingFile& file, const std::function<std::string(const std::string&)>& word) {
    for (std::size_t i = 0; i < file.units.size(); ++i) {
        if (!file.units[i].translate) continue;
        file.units[i].target = file.units[i].source.pieces;
        for (Piece& piece : *file.units[i].target)
            if (piece.kind == Piece::Kind::text) piece.text = word(piece.text);
        file.states[i] = State::translated;
    }
}

/// What came of a document, and the messages about it.
struct Returned {
    std::optional<ReadDocument> document;
    std::optional<article::Article> article;
    std::vector<Diagnostic> diagnostics;

    /// "code: message" of each, a line each.
    std::string said() const {
        std::string text;
        for (const Diagnostic& each : diagnostics) text += std::string(each.code.text()) + ": " + each.message + "\n";
        return text;
    }
};

inline Returned returned(const std::string& xml, const article::Article& original, const std::string& language) {
    const Source source{"a.xlf", xml};
    Diagnostics diagnostics(source);
    Returned back;
    back.document = read_xliff(source, diagnostics);
    if (back.document) back.article = translated_article(original, back.document->files.at(0), language, diagnostics);
    back.diagnostics = diagnostics.take();
    return back;
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) return "not found: " + from;
    return text.replace(at, from.size(), to);
}

}  // namespace carepress::test
