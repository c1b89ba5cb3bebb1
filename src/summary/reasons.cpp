// What a medicine is for, where it is one of the common reasons: said in the patient's language.
#include "summary/dosage_words.h"
#include "visit/systems.h"

#include <array>
#include <string>

namespace carepress {
namespace {

struct Reason {
    std::string_view snomed;  ///< may be empty
    std::string_view words;   ///< in lower case
    std::string_view key;
};

constexpr auto reasons = std::to_array<Reason>({
    {"22253000", "pain", "reason-pain"},
    {"386661006", "fever", "reason-fever"},
    {"", "pain or fever", "reason-pain-or-fever"},
    {"", "fever or pain", "reason-pain-or-fever"},
    {"", "pain and fever", "reason-pain-or-fever"},
    {"25064002", "headache", "reason-headache"},
    {"", "headaches", "reason-headache"},
    {"37796009", "migraine", "reason-migraine"},
    {"422587007", "nausea", "reason-nausea"},
    {"422400008", "vomiting", "reason-vomiting"},
    {"16932000", "nausea and vomiting", "reason-nausea-vomiting"},
    {"", "nausea or vomiting", "reason-nausea-vomiting"},
    {"", "nausea/vomiting", "reason-nausea-vomiting"},
    {"49727002", "cough", "reason-cough"},
    {"56018004", "wheezing", "reason-wheezing"},
    {"267036007", "shortness of breath", "reason-shortness-of-breath"},
    {"", "dyspnea", "reason-shortness-of-breath"},
    {"", "difficulty breathing", "reason-shortness-of-breath"},
    {"29857009", "chest pain", "reason-chest-pain"},
    {"194828000", "angina", "reason-chest-pain"},
    {"418290006", "itching", "reason-itching"},
    {"418363000", "pruritus", "reason-itching"},
    {"271807003", "rash", "reason-rash"},
    {"", "allergies", "reason-allergies"},
    {"", "allergy symptoms", "reason-allergies"},
    {"61582004", "allergic rhinitis", "reason-allergies"},
    {"68235000", "nasal congestion", "reason-congestion"},
    {"", "congestion", "reason-congestion"},
    {"48694002", "anxiety", "reason-anxiety"},
    {"193462001", "insomnia", "reason-sleep"},
    {"", "sleep", "reason-sleep"},
    {"14760008", "constipation", "reason-constipation"},
    {"62315008", "diarrhea", "reason-diarrhea"},
    {"16331000", "heartburn", "reason-heartburn"},
    {"", "acid reflux", "reason-heartburn"},
    {"162031009", "indigestion", "reason-indigestion"},
    {"", "upset stomach", "reason-indigestion"},
    {"", "gas", "reason-gas"},
    {"45352006", "muscle spasm", "reason-muscle-spasm"},
    {"", "muscle spasms", "reason-muscle-spasm"},
    {"404640003", "dizziness", "reason-dizziness"},
    {"", "swelling", "reason-swelling"},
    {"302866003", "low blood sugar", "reason-low-blood-sugar"},
    {"", "hypoglycemia", "reason-low-blood-sugar"},
    {"91175000", "seizure", "reason-seizures"},
    {"", "seizures", "reason-seizures"},
    {"", "dry eyes", "reason-dry-eyes"},
    {"38341003", "high blood pressure", "reason-high-blood-pressure"},
    {"59621000", "hypertension", "reason-high-blood-pressure"},
    {"", "essential hypertension", "reason-high-blood-pressure"},
    {"73211009", "diabetes", "reason-diabetes"},
    {"", "infection", "reason-infection"},
    {"13644009", "high cholesterol", "reason-high-cholesterol"},
    {"", "hypercholesterolemia", "reason-high-cholesterol"},
    {"195967001", "asthma", "reason-asthma"},
    {"35489007", "depression", "reason-depression"},
});

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

}  // namespace

Piece reason_piece(const Concept& reason, const Phrases& phrases) {
    Piece written = record_piece(reason, phrases.language());
    if (written.language != record_language) return written;
    std::string words = lower(reason.name.text);
    for (const std::string_view lead : {"as needed for ", "for ", "if needed for ", "prn "})
        if (words.starts_with(lead)) words.erase(0, lead.size());
    // A code whose words say more ("Rib pain") keeps its words.
    const auto said = [&](std::string_view part) -> const std::string* {
        for (const Reason& each : reasons) {
            const bool by_code = part.empty() && !each.snomed.empty() && reason.has(systems::snomed_ct, each.snomed);
            if (by_code || part == each.words) return phrases.find(each.key);
        }
        return nullptr;
    };
    if (const std::string* whole = said(words)) return {*whole, phrases.language()};
    const std::size_t part = words.find(" or ");
    if (part == std::string::npos) return written;
    const std::string *first = said(words.substr(0, part)), *second = said(words.substr(part + 4));
    if (first == nullptr || second == nullptr) return written;
    return {*first + " / " + *second, phrases.language()};
}

}  // namespace carepress
