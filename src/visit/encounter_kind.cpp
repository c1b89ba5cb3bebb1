#include "visit/encounter_kind.h"

#include "base/ascii.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <initializer_list>

namespace carepress::visit {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// `words_of_record` has a word that begins with one of `words`, whatever their case.
bool has_word(std::string_view words_of_record, std::initializer_list<std::string_view> words) {
    const std::string text = ascii_lower(words_of_record);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            if (at == 0 || !is_letter(text[at - 1])) return true;
        return false;
    });
}

/// Class, types or service have one of `codes`, or words that begin with one of `words`.
bool any_kind(const Element& encounter, std::initializer_list<std::string_view> codes,
              std::initializer_list<std::string_view> words) {
    const auto says = [&](const Element& coding) {
        return is_one_of(coding.code("code"), codes) || has_word(coding.code("display"), words);
    };
    if (says(encounter.child("class"))) return true;
    std::vector<Element> concepts = encounter.children("type");
    concepts.push_back(encounter.child("serviceType"));
    return std::any_of(concepts.begin(), concepts.end(), [&](const Element& each) {
        if (!each.present()) return false;
        const std::vector<Element> codings = each.children("coding");
        return has_word(each.code("text"), words) || std::any_of(codings.begin(), codings.end(), says);
    });
}

}  // namespace

EncounterUse use_of(const Element& encounter) {
    const std::string_view status = encounter.code("status");
    if (status == "in-progress" || status == "finished") return EncounterUse::sure;
    return is_one_of(status, {"arrived", "triaged", "onleave", "unknown"}) ? EncounterUse::unsure : EncounterUse::none;
}

bool goes_on(const Element& encounter) {
    return is_one_of(encounter.code("status"), {"in-progress", "arrived", "triaged", "onleave"});
}

bool is_remote(const Element& encounter) {
    return any_kind(
        encounter, {"VR", "185317003", "386472008", "448337001", "185320006", "386473003"},
        {"telephone", "phone", "telemed", "telehealth", "teleconsult", "televisit", "virtual", "message", "messaging",
         "video visit", "video call", "video consult", "e-visit", "evisit", "e-mail", "email", "online"});
}

bool is_call_or_task(const Element& encounter) {
    return any_kind(encounter, {"NONAC", "185317003", "386472008", "185320006", "386473003"},
                    {"telephone", "phone", "message", "messaging", "e-mail", "email", "lab only", "laboratory only",
                     "lab visit", "blood draw", "specimen collection", "care coordination", "coordination of care",
                     "chart review", "orders only", "refill", "documentation only", "letter"});
}

bool is_death_certification(const Element& encounter) {
    return any_kind(encounter, {"308646001", "29240004"},
                    {"death certif", "certification of death", "pronouncement of death", "death pronounce",
                     "pronounced dead", "pronounce death", "declaration of death", "declared dead", "autopsy",
                     "post-mortem", "postmortem", "post mortem"});
}

bool ended_in_death(const Element& encounter) {
    const Element stay = encounter.child("hospitalization");
    const Element left = stay.present() ? stay.child("dischargeDisposition") : Element{};
    if (!left.present()) return false;
    const auto says_dead = [](std::string_view words) {
        return has_word(words, {"expired", "deceased", "died", "dead", "death"});
    };
    const std::vector<Element> codings = left.children("coding");
    return says_dead(left.code("text")) || std::any_of(codings.begin(), codings.end(), [&](const Element& coding) {
               const std::string system = ascii_lower(coding.code("system"));
               // Numbers mean this in HL7's table 0112, which follows the NUBC's patient discharge status.
               const bool numbers =
                   system.empty() || holds_one_of(system, {"0112", "nubc", "2.16.840.1.113883.6.301.5"});
               const std::string_view code = coding.code("code");
               return is_one_of(code, {"exp", "371828006", "419099009", "397709008"}) ||
                      (numbers && is_one_of(code, {"20", "40", "41", "42"})) || says_dead(coding.code("display"));
           });
}

}  // namespace carepress::visit
