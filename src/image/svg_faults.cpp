#include "image/svg_faults.h"

#include "base/source.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

constexpr std::size_t most_faults = 10;  // of each severity

}  // namespace

std::string SvgFaults::place(const pugi::xml_node& at) const {
    const auto offset = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, at.offset_debug()));
    return "line " + std::to_string(position_at(bytes_, offset).line) + ": ";
}

void SvgFaults::error(const pugi::xml_node& at, const std::string& message, std::string hint) {
    if (errors_.size() >= most_faults || !errors_.insert(message).second) return;
    report_.error(place(at) + message, std::move(hint));
}

void SvgFaults::warning(const pugi::xml_node& at, const std::string& message, std::string hint) {
    if (warnings_.size() >= most_faults || !warnings_.insert(message).second) return;
    report_.warning(place(at) + message, std::move(hint));
}

std::string svg_tag(std::string_view name) { return "<" + std::string(name) + ">"; }

std::string_view svg_name(const pugi::xml_node& element, std::string_view prefix) {
    std::string_view name = element.name();
    if (!name.starts_with(prefix)) return {};
    name.remove_prefix(prefix.size());
    if (name.find(':') != std::string_view::npos) return {};
    const std::string_view other = element.attribute("xmlns").value();
    if (prefix.empty() && !other.empty() && other != "http://www.w3.org/2000/svg") return {};
    return name;
}

std::string_view svg_href(const pugi::xml_node& element) {
    const pugi::xml_attribute plain = element.attribute("href");
    return plain ? plain.value() : element.attribute("xlink:href").value();
}

}  // namespace carepress::image
