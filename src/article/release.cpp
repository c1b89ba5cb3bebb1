#include "article/release.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace carepress::article {
namespace {

constexpr std::array<std::string_view, 4> status_names{"draft", "review", "approved", "retired"};

}  // namespace

std::string_view name_of(Status status) { return status_names.at(static_cast<std::size_t>(status)); }

std::optional<Status> status_named(std::string_view name) {
    const auto* const found = std::find(status_names.begin(), status_names.end(), ascii_lower(name));
    if (found == status_names.end()) return std::nullopt;
    return static_cast<Status>(found - status_names.begin());
}

Hold hold_of(const Release& release, const ReleaseRules& rules) {
    if (!release.status && rules.require_status) return Hold::no_status;
    switch (release.status.value_or(Status::approved)) {
        case Status::draft:
            return Hold::draft;
        case Status::review:
            return Hold::review;
        case Status::retired:
            return Hold::retired;
        case Status::approved:
            break;
    }
    // Dates of ISO 8601 sort as texts.
    if (!release.expires.empty() && (rules.today.empty() || release.expires <= rules.today)) return Hold::expired;
    if (!release.embargo.empty() && (rules.today.empty() || release.embargo > rules.today)) return Hold::embargo;
    return Hold::none;
}

std::string reason_of(Hold hold, const Release& release) {
    switch (hold) {
        case Hold::none:
            break;
        case Hold::draft:
            return "it is a draft";
        case Hold::review:
            return "it is in review";
        case Hold::retired:
            return "it is retired";
        case Hold::no_status:
            return "it states no status";
        case Hold::embargo:
            return "it is embargoed until " + release.embargo;
        case Hold::expired:
            return "it expired on " + release.expires;
    }
    return {};
}

std::string_view proof_notice(const Release& release, bool is_proof) {
    if (release.status == Status::retired) return "RETIRED: not for patients";
    if (release.status == Status::review) return "DRAFT, in review: not for patients";
    if (release.status == Status::draft || is_proof) return "DRAFT: not for patients";
    return {};
}

}  // namespace carepress::article
