#pragma once

#include <string_view>
#include <vector>

namespace carepress::net {

/// An element of Accept, Accept-Encoding or Accept-Language with its weight.
struct Preference {
    std::string_view name;  ///< "text/html", "gzip", "es-MX", "*"; without parameters
    int weight = 1000;      ///< in thousandths: "q=0.8" is 800, 0 is "not this"

    bool operator==(const Preference&) const = default;
};

/// The elements of such a field (RFC 9110, 12.4), most preferred first, equal ones in their order. Elements with a
/// malformed weight are left out. The names point into `field`.
std::vector<Preference> preferences(std::string_view field);

/// The weight of a content coding in an Accept-Encoding field (RFC 9110, 12.5.3), in thousandths: 0 if the field does
/// not allow it. An empty field, as well as none, allows identity only.
int coding_weight(std::string_view accept_encoding, std::string_view coding);

/// The one of the media types offered that an Accept field prefers (RFC 9110, 12.5.1), the first of
/// equals; empty if the field allows none of them. An empty field allows all. An element that is more specific counts
/// before a wildcard; parameters other than q are not compared.
std::string_view choose_media_type(std::string_view accept, const std::vector<std::string_view>& offered);

/// The language tags of an Accept-Language field (RFC 9110, 12.5.4), most preferred first, without "*" and those of
/// weight 0.
std::vector<std::string_view> preferred_languages(std::string_view accept_language);

}  // namespace carepress::net
