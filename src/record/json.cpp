#include "record/json.h"

namespace carepress::record {

const Json& member(const Json& object, const char* name) {
    static const Json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

std::string text_member(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_string() ? value.get<std::string>() : std::string();
}

bool flag_member(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> text_items(const Json& object, const char* name) {
    std::vector<std::string> texts;
    const Json& items = member(object, name);
    if (!items.is_array()) return texts;
    for (const Json& item : items)
        if (item.is_string()) texts.push_back(item.get<std::string>());
    return texts;
}

}  // namespace carepress::record
