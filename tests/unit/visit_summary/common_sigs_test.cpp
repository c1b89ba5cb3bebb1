// The 200 commonest instructions of US outpatient care, in text and in fields: how many each language says whole, and
// whether text and fields are read as the same.
#include "summary_words.h"
#include "unit/visit/build_bundle.h"
#include "visit_summary/dosage_words.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

namespace carepress::test {
using namespace visit_summary;
namespace {

const Json& sigs() {
    static const Json all = [] {
        std::ifstream in(CAREPRESS_SOURCE_FOLDER "/tests/unit/visit_summary/common_sigs.json");
        return Json::parse(in);
    }();
    return all;
}

visit::Dosage read(const Json& sig, bool with_text) {
    Json request = medicine("m", "Placebin");
    Json dosage = sig["dosage"];
    if (with_text) dosage["text"] = sig["text"];
    request["dosageInstruction"] = Json::array({dosage});
    const Read got = read_with({request});
    return got.visit ? got.visit->medicines.at(0).dosages.at(0) : visit::Dosage{};
}

bool is_asked_whole(const DosageWords& words) { return words.asks("ask-how-to-take") || words.asks("ask-how-much"); }

TEST(CommonSigs, each_language_says_95_percent_whole) {
    const words::PhraseBook book(CAREPRESS_SOURCE_FOLDER "/messages/visit", visit_phrase_keys());
    ASSERT_EQ(sigs().size(), 200u);
    for (const std::string& language : book.languages()) {
        int whole = 0;
        std::string lost;
        for (const Json& sig : sigs()) {
            const visit::Dosage dosage = read(sig, false);
            const DosageWords words = say_dosage(dosage, words_in(language));
            // "Take as directed" has nothing to say whole.
            const bool said =
                dosage.structured && !words.sentences.empty() && !words.in_english && !is_asked_whole(words);
            whole += said ? 1 : 0;
            if (!said) lost += "\n  " + sig["text"].get<std::string>() + " -> " + text_of(words.sentences);
        }
        const double share = 100.0 * whole / static_cast<double>(sigs().size());
        std::cout << language << ": " << whole << " of 200 (" << share << " %)\n";
        EXPECT_GE(share, 95.0) << language << lost;
    }
}

TEST(CommonSigs, text_and_fields_are_never_taken_to_differ) {
    int agree = 0;
    for (const Json& sig : sigs()) {
        const visit::Dosage dosage = read(sig, true);
        EXPECT_NE(dosage.agreement, visit::TextAgreement::differs) << sig["text"];
        agree +=
            dosage.agreement == visit::TextAgreement::agrees || dosage.agreement == visit::TextAgreement::compatible
                ? 1
                : 0;
        if (dosage.agreement == visit::TextAgreement::cannot_tell) std::cout << "cannot tell: " << sig["text"] << "\n";
    }
    std::cout << agree << " of 200 texts are held against their fields\n";
    EXPECT_GE(agree, 170);
}

/// The two are known to differ, or the fields contradict themselves and are dropped.
bool is_found(const visit::Dosage& dosage) {
    return dosage.agreement == visit::TextAgreement::differs || dosage.unreadable;
}

/// What a text says and the fields deny is found, whichever part of the dosage it is in.
TEST(CommonSigs, a_change_of_the_amount_or_the_times_is_found) {
    int changed = 0, found = 0;
    for (const Json& sig : sigs()) {
        const visit::Dosage before = read(sig, true);
        if (before.agreement != visit::TextAgreement::agrees) continue;
        Json other = sig;
        if (Json& amount = other["dosage"]["doseAndRate"][0]; amount.contains("doseQuantity"))
            amount["doseQuantity"]["value"] = amount["doseQuantity"]["value"].get<double>() * 2;
        else
            amount["doseRange"]["high"]["value"] = amount["doseRange"]["high"]["value"].get<double>() * 2;
        ++changed;
        found += is_found(read(other, true)) ? 1 : 0;
        if (Json more = sig;
            more["dosage"]["timing"].contains("repeat") && more["dosage"]["timing"]["repeat"].contains("frequency") &&
            !more["dosage"]["timing"]["repeat"].contains("when") &&
            !more["dosage"]["timing"]["repeat"].contains("timeOfDay") && !more["dosage"]["timing"].contains("code")) {
            more["dosage"]["timing"]["repeat"]["frequency"] =
                more["dosage"]["timing"]["repeat"]["frequency"].get<int>() + 1;
            ++changed;
            found += is_found(read(more, true)) ? 1 : 0;
        }
    }
    EXPECT_EQ(found, changed);
    EXPECT_GT(changed, 150);
}

}  // namespace
}  // namespace carepress::test
