#include "record/chart_owner.h"

#include "record/json.h"

#include <array>
#include <cstddef>

namespace carepress::record {
namespace {

/// The first items of lists are enough: nobody has a hundred names.
constexpr std::size_t most_items = 100;

template <class Take>
void each_item(const Json& list, const Take& take) {
    if (!list.is_array()) return;
    for (std::size_t i = 0; i < list.size() && i < most_items; ++i) take(list[i]);
}

std::string written(const Json& name) {
    std::string text = text_member(name, "text");
    if (!text.empty()) return text;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : " ") + part;
    };
    for (const std::string& given : text_items(name, "given")) add(given);
    add(text_member(name, "family"));
    return text;
}

/// The official name (HumanName.use), else the usual one, else the first that is not out of use.
std::string name_of(const Json& patient) {
    std::array<std::string, 3> found;
    each_item(member(patient, "name"), [&](const Json& name) {
        const std::string use = text_member(name, "use");
        if (use == "old") return;
        std::string& place = found[use == "official" ? 0 : use == "usual" ? 1 : 2];
        if (place.empty()) place = written(name);
    });
    for (const std::string& name : found)
        if (!name.empty()) return name;
    return {};
}

bool has_code(const Json& concept_, std::string_view code) {
    bool has = false;
    each_item(member(concept_, "coding"),
              [&](const Json& coding) { has = has || text_member(coding, "code") == code; });
    return has;
}

std::string record_number_of(const Json& patient) {
    std::string number, first;
    each_item(member(patient, "identifier"), [&](const Json& identifier) {
        if (text_member(identifier, "use") == "old") return;
        const std::string value = text_member(identifier, "value");
        if (number.empty() && has_code(member(identifier, "type"), "MR")) number = value;
        if (first.empty()) first = value;
    });
    return number.empty() ? first : number;
}

std::string language_of(const Json& patient) {
    std::string preferred, first;
    each_item(member(patient, "communication"), [&](const Json& communication) {
        std::string code;
        each_item(member(member(communication, "language"), "coding"), [&](const Json& coding) {
            if (code.empty()) code = text_member(coding, "code");
        });
        if (preferred.empty() && flag_member(communication, "preferred")) preferred = code;
        if (first.empty()) first = code;
    });
    return preferred.empty() ? first : preferred;
}

}  // namespace

std::variant<ChartOwner, Unreadable> read_chart_owner(std::string_view json, std::string_view id) {
    const Json patient = parse_json(json);
    if (text_member(patient, "resourceType") != "Patient") return Unreadable{"what it answers is not a Patient"};
    if (text_member(patient, "id") != id) return Unreadable{"it answers with another patient"};
    return ChartOwner{name_of(patient), text_member(patient, "birthDate"), record_number_of(patient),
                      language_of(patient)};
}

}  // namespace carepress::record
