// What a medicine is for: the common reasons, in the patient's language.
#include "base/ascii.h"
#include "visit_summary/dosage_words.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::visit_summary {
namespace {

struct Reason {
    std::string_view words;  ///< in lower case
    std::string_view key;
};

constexpr auto reasons = std::to_array<Reason>({
    {"pain", "reason-pain"},
    {"mild pain", "reason-mild-pain"},
    {"moderate pain", "reason-moderate-pain"},
    {"severe pain", "reason-severe-pain"},
    {"anaphylaxis", "reason-severe-allergic-reaction"},
    {"severe allergic reaction", "reason-severe-allergic-reaction"},
    {"fever", "reason-fever"},
    {"pain or fever", "reason-pain-or-fever"},
    {"fever or pain", "reason-pain-or-fever"},
    {"pain and fever", "reason-pain-or-fever"},
    {"headache", "reason-headache"},
    {"headaches", "reason-headache"},
    {"migraine", "reason-migraine"},
    {"nausea", "reason-nausea"},
    {"vomiting", "reason-vomiting"},
    {"nausea and vomiting", "reason-nausea-vomiting"},
    {"nausea or vomiting", "reason-nausea-vomiting"},
    {"nausea/vomiting", "reason-nausea-vomiting"},
    {"cough", "reason-cough"},
    {"wheezing", "reason-wheezing"},
    {"shortness of breath", "reason-shortness-of-breath"},
    {"dyspnea", "reason-shortness-of-breath"},
    {"difficulty breathing", "reason-shortness-of-breath"},
    {"chest pain", "reason-chest-pain"},
    {"angina", "reason-chest-pain"},
    {"itching", "reason-itching"},
    {"pruritus", "reason-itching"},
    {"rash", "reason-rash"},
    {"allergies", "reason-allergies"},
    {"allergy symptoms", "reason-allergies"},
    {"allergic rhinitis", "reason-allergies"},
    {"nasal congestion", "reason-congestion"},
    {"congestion", "reason-congestion"},
    {"anxiety", "reason-anxiety"},
    {"insomnia", "reason-sleep"},
    {"sleep", "reason-sleep"},
    {"constipation", "reason-constipation"},
    {"diarrhea", "reason-diarrhea"},
    {"heartburn", "reason-heartburn"},
    {"acid reflux", "reason-heartburn"},
    {"indigestion", "reason-indigestion"},
    {"upset stomach", "reason-indigestion"},
    {"gas", "reason-gas"},
    {"muscle spasm", "reason-muscle-spasm"},
    {"muscle spasms", "reason-muscle-spasm"},
    {"dizziness", "reason-dizziness"},
    {"swelling", "reason-swelling"},
    {"low blood sugar", "reason-low-blood-sugar"},
    {"hypoglycemia", "reason-low-blood-sugar"},
    {"seizure", "reason-seizures"},
    {"seizures", "reason-seizures"},
    {"dry eyes", "reason-dry-eyes"},
    {"high blood pressure", "reason-high-blood-pressure"},
    {"hypertension", "reason-high-blood-pressure"},
    {"essential hypertension", "reason-high-blood-pressure"},
    {"diabetes", "reason-diabetes"},
    {"infection", "reason-infection"},
    {"high cholesterol", "reason-high-cholesterol"},
    {"hypercholesterolemia", "reason-high-cholesterol"},
    {"asthma", "reason-asthma"},
    {"depression", "reason-depression"},
});

/// The phrase for a reason in these words; nullptr if it is not a common one or the language has no phrase.
const std::string* phrase_for(std::string_view words, const words::Phrases& phrases) {
    const auto* known =
        std::find_if(reasons.begin(), reasons.end(), [&](const Reason& each) { return each.words == words; });
    return known == reasons.end() ? nullptr : phrases.find(known->key);
}

}  // namespace

Piece reason_piece(const visit::Concept& reason, const words::Phrases& phrases) {
    Piece written = record_piece(reason, phrases.language());
    if (written.language != record_language) return written;
    std::string words = ascii_lower(reason.name.text);
    for (const std::string_view lead : {"as needed for ", "for ", "if needed for ", "prn "})
        if (words.starts_with(lead)) words.erase(0, lead.size());
    // By words and not by code: the words of a code for pain may say more ("Rib pain").
    if (const std::string* whole = phrase_for(words, phrases)) return {*whole, phrases.language()};
    if (words == "mild to moderate pain") words = "mild pain or moderate pain";
    if (words == "moderate to severe pain") words = "moderate pain or severe pain";
    const std::size_t part = words.find(" or ");
    if (part == std::string::npos || phrases.language() == record_language) return written;
    const std::string* first = phrase_for(words.substr(0, part), phrases);
    const std::string* second = phrase_for(words.substr(part + 4), phrases);
    if (first == nullptr || second == nullptr) return written;
    return {*first + " / " + *second, phrases.language()};
}

}  // namespace carepress::visit_summary
