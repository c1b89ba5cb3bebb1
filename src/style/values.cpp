#include "style/values.h"

#include "base/error.h"
#include "base/numbers.h"
#include "image/read.h"
#include "style/keys.h"

#include <charconv>
#include <cmath>
#include <cstdint>

namespace carepress::style {

namespace {

/// A decimal number and what follows it. Exponents, infinities and hexadecimals are not numbers here; the locale does
/// not matter.
bool split_number(std::string_view text, double& number, std::string_view& rest) {
    const std::size_t sign = !text.empty() && text.front() == '-' ? 1 : 0;
    if (text.size() <= sign || !((text[sign] >= '0' && text[sign] <= '9') || text[sign] == '.')) return false;
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (failure != std::errc()) return false;
    rest = text.substr(static_cast<std::size_t>(end - text.data()));
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    return true;
}

bool expect_scalar(const Value& value, const char* wanted) {
    if (value.node.kind == YamlNode::Kind::scalar && !value.node.scalar.empty()) return true;
    value.error("layout/invalid-value"_code, std::string("expected ") + wanted);
    return false;
}

double millipoints_of(std::string_view unit, Length base) {
    if (unit == "pt") return 1000.0;
    if (unit == "in") return 72'000.0;
    if (unit == "mm") return 72'000.0 / 25.4;
    if (unit == "cm") return 720'000.0 / 25.4;
    if (unit == "u") return base.millipoints;
    return 0.0;
}

bool is_none(const YamlNode& node) { return node.kind == YamlNode::Kind::scalar && node.scalar == "none"; }

}  // namespace

std::string in_points(Length length) { return short_tenths_text(length.millipoints / 100) + "pt"; }

bool read_text(const Value& value, std::string& out) {
    if (value.node.kind != YamlNode::Kind::scalar) {
        value.error("layout/invalid-value"_code, "expected text");
        return false;
    }
    for (const char c : value.node.scalar) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            value.error("layout/invalid-value"_code, "this text contains a control character or a line break",
                        "write it on one line, or after \">-\"");
            return false;
        }
    }
    out = value.node.scalar;
    return true;
}

bool read_flag(const Value& value, bool& out) {
    if (value.node.scalar == "true" || value.node.scalar == "false") {
        out = value.node.scalar == "true";
        return true;
    }
    value.error("layout/invalid-value"_code, "expected true or false");
    return false;
}

bool read_number(const Value& value, int least, int most, int& out) {
    const std::string& text = value.node.scalar;
    int number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size() || number < least || number > most) {
        value.error("layout/out-of-range"_code,
                    "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return false;
    }
    out = number;
    return true;
}

bool read_length(const Value& value, Length& out) {
    if (!expect_scalar(value, "a length such as 12pt")) return false;
    double number = 0;
    std::string_view unit;
    const std::string& text = value.node.scalar;
    if (!split_number(text, number, unit)) {
        value.error("layout/invalid-length"_code, "\"" + text + "\" is not a length",
                    "write a number and its unit: 12pt, 0.5in, 10mm, 1.25cm, 2u");
        return false;
    }
    if (unit.empty() && number != 0) {
        value.error("layout/invalid-length"_code, "the length " + text + " has no unit",
                    "did you mean " + text + "pt? in, mm, cm and u (base units) are also known");
        return false;
    }
    const double factor = unit.empty() ? 1000.0 : millipoints_of(unit, value.context.unit);
    if (unit == "u" && factor == 0) {
        value.error("layout/invalid-length"_code, "no base unit is available here",
                    "write the length in pt, in, mm or cm");
        return false;
    }
    if (factor == 0) {
        value.error("layout/invalid-length"_code, "\"" + std::string(unit) + "\" is not a unit of length",
                    "use pt, in, mm, cm or u (base units)");
        return false;
    }
    const double millipoints = number * factor;
    if (!(millipoints >= 0 && millipoints <= longest_length.millipoints)) {
        value.error("layout/out-of-range"_code, "the length " + text + " is out of range",
                    "lengths go from 0 to 14400pt");
        return false;
    }
    out = {static_cast<std::int32_t>(std::llround(millipoints))};
    return true;
}

bool read_length(const Value& value, std::optional<Length>& out) {
    Length length;
    if (!read_length(value, length)) return false;
    out = length;
    return true;
}

bool read_multiplier(const Value& value, int least, int most, int& out) {
    double number = 0;
    std::string_view rest;
    const bool parsed = split_number(value.node.scalar, number, rest) && (rest.empty() || rest == "%");
    const double thousandths = rest == "%" ? number * 10 : number * 1000;
    if (!parsed || !(thousandths >= least && thousandths <= most)) {
        const auto percent = [](int limit) { return std::to_string(limit / 10) + "%"; };
        value.error("layout/out-of-range"_code, "expected a multiplier from " + percent(least) + " to " + percent(most),
                    "write it without a unit, 0.85, or as a percentage, 85%");
        return false;
    }
    out = static_cast<int>(std::llround(thousandths));
    return true;
}

bool read_multiplier(const Value& value, int least, int most, std::optional<int>& out) {
    int number = 0;
    if (!read_multiplier(value, least, most, number)) return false;
    out = number;
    return true;
}

bool read_leading(const Value& value, Length& length, int& thousandths) {
    double number = 0;
    std::string_view rest;
    if (split_number(value.node.scalar, number, rest) && (rest.empty() || rest == "%")) {
        if (!read_multiplier(value, 800, 4000, thousandths)) return false;
        length = {};
        return true;
    }
    if (!read_length(value, length)) return false;
    thousandths = 0;
    return true;
}

bool read_sides(const Value& value, Sides& out) {
    if (value.node.kind == YamlNode::Kind::mapping) return read_keys(value, sides_keys(), out);
    Length all;
    if (!read_length(value, all)) return false;
    out = {all, all, all, all};
    return true;
}

bool read_size(const Value& value, Size& out) {
    if (value.node.kind == YamlNode::Kind::mapping) return read_keys(value, size_keys(), out);
    Length both;
    if (!read_length(value, both)) return false;
    out = {both, both};
    return true;
}

bool read_role(const Value& value, int& out) {
    if (!expect_scalar(value, "a colour role")) return false;
    const std::string& name = value.node.scalar;
    const int role = value.context.palette.find(name);
    if (role >= 0) {
        out = role;
        return true;
    }
    Color ignored;
    if (parse_hex_color(name, ignored)) {
        value.error("layout/unknown-color"_code, "styles name colour roles, not colours",
                    "list " + name + " under \"colors\" as a role of its own");
        return false;
    }
    const std::string_view near = nearest(name, value.context.palette.names());
    value.error("layout/unknown-color"_code, "there is no colour role \"" + name + "\"",
                near.empty() ? "list it under \"colors\"" : "did you mean \"" + std::string(near) + "\"?");
    return false;
}

bool read_role_or_none(const Value& value, int& out) {
    if (!is_none(value.node)) return read_role(value, out);
    out = -1;
    return true;
}

bool read_family(const Value& value, std::string& out) {
    if (!expect_scalar(value, "a family role")) return false;
    const auto found = value.context.families.find(value.node.scalar);
    if (found != value.context.families.end()) {
        out = found->second;
        return true;
    }
    std::vector<std::string> names;
    for (const auto& [name, family] : value.context.families) names.push_back(name);
    value.error("layout/unknown-family"_code, "there is no family role \"" + value.node.scalar + "\"",
                choices(value.node.scalar, names));
    return false;
}

image::DrawingPointer read_layout_drawing(const Value& value, const std::string& folder) {
    if (!expect_scalar(value, "the name of a picture file")) return nullptr;
    const std::string& name = value.node.scalar;
    const std::string path = file_inside(folder, name);
    if (path.empty()) {
        value.error("layout/picture-not-found"_code, "there is no picture \"" + name + "\" in the folder of this file",
                    "give a relative path inside the folder, to an SVG, PNG or JPEG file");
        return nullptr;
    }
    try {
        value.context.pictures.push_back(path);
        const Source picture = read_source(path, largest_layout_file);
        return image::read_drawing(picture.bytes, name, value.node.span, value.diagnostics);
    } catch (const SourceTooLarge& large) {
        value.error("layout/too-large"_code, large.what(), "pictures of layouts and brands hold at most 1 MB");
        return nullptr;
    }
}

bool read_icon(const Value& value, image::DrawingPointer& out) {
    if (is_none(value.node)) {
        out = nullptr;
        return true;
    }
    auto known = value.context.icons.find(value.node.scalar);
    if (known == value.context.icons.end()) {
        const ValueContext& context = value.context;
        const bool standard = !context.standard.empty() && file_inside(context.folder, value.node.scalar).empty();
        image::DrawingPointer icon = read_layout_drawing(value, standard ? context.standard : context.folder);
        if (icon == nullptr) return false;
        known = value.context.icons.emplace(value.node.scalar, std::move(icon)).first;
    }
    out = known->second;
    return true;
}

bool read_word(const Value& value, std::span<const std::string_view> words, std::size_t& out) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (value.node.kind == YamlNode::Kind::scalar && value.node.scalar == words[i]) {
            out = i;
            return true;
        }
    }
    value.error("layout/unknown-word"_code, "\"" + value.node.scalar + "\" is not one of the words allowed here",
                choices(value.node.scalar, {words.begin(), words.end()}));
    return false;
}

}  // namespace carepress::style
