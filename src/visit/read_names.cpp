#include "base/utf.h"
#include "visit/name_key.h"
#include "visit/read_visit_parts.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace carepress::visit {
namespace {

/// Lower is better; -1: not a name to call somebody by.
int rank_of(std::string_view use) {
    static constexpr std::array<std::string_view, 4> ranked{"official", "usual", "", "temp"};
    const auto found = std::find(ranked.begin(), ranked.end(), use);
    return found == ranked.end() ? -1 : static_cast<int>(found - ranked.begin());
}

bool holds_at(const RecordPeriod& period, const RecordTime& when) {
    return order_of(period.start, when) != TimeOrder::after && order_of(period.end, when) != TimeOrder::before;
}

enum class NameScript : std::uint8_t { other, family_first, family_first_spaced };

/// Names in Chinese characters and Hangul have the family name first and no space; with kana, a space.
NameScript script_of(const std::string& name) {
    NameScript script = NameScript::other;
    for (const char16_t unit : to_utf16(name)) {
        if (unit >= 0x3040 && unit <= 0x30FF) return NameScript::family_first_spaced;
        const bool han = (unit >= 0x3400 && unit <= 0x9FFF) || (unit >= 0xF900 && unit <= 0xFAFF) ||
                         (unit >= 0xD840 && unit <= 0xD888);
        const bool hangul = unit >= 0xAC00 && unit <= 0xD7A3;
        if (han || hangul) script = NameScript::family_first;
    }
    return script;
}

void append(std::string& name, std::string_view part, std::string_view space = " ") {
    if (part.empty()) return;
    if (!name.empty()) name += space;
    name += part;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) append(all, part);
    return all;
}

/// On one line: a name is part of running text and of a page's head.
std::string one_line(std::string words) {
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
}

std::string written(const Element& name, bool with_prefix) {
    if (std::string text = name.words("text"); !text.empty()) return text;
    const std::string family = name.words("family");
    const std::string given = joined(name.word_list("given"));
    if (family.empty() && given.empty()) return {};
    std::string out;
    switch (script_of(family + given)) {
        case NameScript::family_first:
            out = family;
            for (const std::string& part : name.word_list("given")) out += part;
            break;
        case NameScript::family_first_spaced:
            out = family;
            append(out, given);
            break;
        case NameScript::other:
            if (with_prefix) out = joined(name.word_list("prefix"));
            append(out, given);
            append(out, family);
            append(out, joined(name.word_list("suffix")));
            break;
    }
    return out;
}

/// The best of the names that `fits` accepts: by use, and of several with one use the latest; absent for none.
template <class Fits>
Element best_name(const std::vector<Element>& names, Fits fits) {
    Element best;
    for (const Element& name : names) {
        if (written(name, false).empty() || !fits(name)) continue;
        const int rank = rank_of(name.code("use"));
        const int best_rank = best.present() ? rank_of(best.code("use")) : 0;
        const bool later = best.present() && rank == best_rank &&
                           order_of(name.period("period").start, best.period("period").start) == TimeOrder::after;
        // A name that is not one to call somebody by (-1) comes last.
        if (!best.present() || later || (rank >= 0 && (best_rank < 0 || rank < best_rank))) best = name;
    }
    return best;
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

bool fits_on_page(std::string_view words) { return letters_in(words) <= longest_name; }

std::string fitting(const Element& at, std::string words) {
    if (fits_on_page(words)) return words;
    at.problems().diagnostics().warning(
        "record/name-too-long"_code, at.json().span(),
        at.path() + ": a name or number of over " + std::to_string(longest_name) + " letters is left out",
        "names and numbers have at most " + std::to_string(longest_name) + " letters");
    return {};
}

PatientName patient_name(const std::vector<Element>& names, const RecordTime& when) {
    const auto ended = [](const Element& name) { return name.period("period").end.stated(); };
    const auto in_use = [&](const Element& name) { return holds_at(name.period("period"), when); };
    const auto to_call_by = [](const Element& name) { return rank_of(name.code("use")) >= 0; };
    const auto choose = [&](const auto& fits) { return best_name(names, fits); };
    PatientName chosen;
    chosen.name = choose([&](const Element& name) { return to_call_by(name) && in_use(name); });
    if (chosen.name.present()) return chosen;
    chosen.found = NameFound::in_use_today;
    chosen.name = choose([&](const Element& name) { return to_call_by(name) && !ended(name); });
    if (chosen.name.present()) return chosen;
    chosen.found = NameFound::of_another_time;
    chosen.name = choose([&](const Element& name) { return to_call_by(name); });
    if (chosen.name.present()) return chosen;
    // A false name that protects somebody is never taken for the real one.
    chosen.name = choose([](const Element& name) { return name.code("use") != "anonymous"; });
    return chosen;
}

std::string printed_name(const Element& name, bool with_prefix) {
    return name.present() ? one_line(written(name, with_prefix)) : std::string{};
}

Element preferred_name(const std::vector<Element>& names, const RecordTime& when) {
    for (const std::string_view use : {"usual", "nickname"}) {
        const Element found = best_name(names, [&](const Element& name) {
            const RecordPeriod period = name.period("period");
            return name.code("use") == use && (holds_at(period, when) || !period.end.stated());
        });
        if (found.present()) return found;
    }
    return {};
}

std::string person_name(const std::vector<Element>& names, const RecordTime& when, bool with_prefix) {
    const Element name = best_name(names, [&](const Element& each) {
        return rank_of(each.code("use")) >= 0 && holds_at(each.period("period"), when);
    });
    return printed_name(name, with_prefix);
}

namespace {

/// `of_role`: the reference is one of a PractitionerRole, which never leads to another role.
std::string name_behind(const Chart& chart, const Element& reference, bool of_role) {
    if (!reference.present()) return {};
    const Element found =
        chart.follow(reference, {"Practitioner", "PractitionerRole", "Organization", "Location", "HealthcareService"});
    const std::string display = one_line(reference.words("display"));
    if (!found.present()) {
        // Only words for somebody who cannot be a patient or a relative, and who is not in the bundle.
        if (chart.bundle().resolve_any_version(reference)) return {};
        const std::string_view type = reference.code("type"), address = reference.code("reference");
        static constexpr std::array<std::string_view, 5> harmless{"Practitioner", "PractitionerRole", "Organization",
                                                                  "Location", "HealthcareService"};
        const bool named = std::any_of(harmless.begin(), harmless.end(), [&](std::string_view each) {
            return type == each || address.find(std::string(each) + "/") != std::string_view::npos;
        });
        return named ? fitting(reference, display) : std::string{};
    }
    const std::string_view type = type_of(found.json());
    std::string name;
    if (type == "Practitioner")
        name = person_name(found.children("name"), chart.visit_period().start, true);
    else if (type != "PractitionerRole")
        name = one_line(found.words("name"));
    else if (!of_role)
        name = name_behind(chart, found.child(found.has("practitioner") ? "practitioner" : "organization"), true);
    return fitting(reference, name.empty() ? display : name);
}

std::vector<ContactPoint> phones_of(const Element& holder) {
    std::vector<ContactPoint> phones;
    for (const Element& contact : holder.children("telecom")) {
        if (contact.code("system") != "phone" || contact.code("use") == "old") continue;
        if (std::string value = one_line(contact.words("value")); !value.empty())
            phones.push_back({std::move(value), std::string(contact.code("use"))});
    }
    return phones;
}

std::string address_of(const Element& address) {
    if (!address.present()) return {};
    if (std::string text = address.words("text"); !text.empty()) return text;
    std::string lines;
    for (const std::string& line : address.word_list("line")) append(lines, line, "\n");
    std::string place = address.words("city");
    append(place, address.words("state"), place.empty() ? "" : ", ");
    append(place, address.words("postalCode"));
    append(lines, place, "\n");
    return lines;
}

}  // namespace

std::string name_behind(const Chart& chart, const Element& reference) { return name_behind(chart, reference, false); }

std::string reference_to(const Chart& chart, const Element& resource) {
    const BundleEntry* entry = resource.present() ? chart.bundle().entry_of(resource.json()) : nullptr;
    if (!entry || entry->resource != &resource.json()) return {};  // a contained resource has no address
    return entry->id.empty() ? std::string(entry->full_url) : std::string(entry->type) + "/" + std::string(entry->id);
}

CarePlace read_place(const Chart& chart, const Element& reference) {
    CarePlace place;
    if (!reference.present()) return place;
    place.name = name_behind(chart, reference);
    const Element found = chart.follow(reference, {"Organization", "Location", "HealthcareService"});
    if (!found.present()) return place;
    place.reference = reference_to(chart, found);
    place.phones = phones_of(found);
    const std::string_view type = type_of(found.json());
    if (type == "Location") {
        place.address = address_of(found.child("address"));
    } else if (type == "Organization") {
        const std::vector<Element> addresses = found.children("address");
        if (!addresses.empty()) place.address = address_of(addresses.front());
    }
    return place;
}

std::string name_in_words(const Chart& chart, const Element& actor) {
    const std::string_view type = actor.code("type");
    if (actor.has("reference") || !(type.empty() || type == "Device")) return {};
    std::string words = one_line(actor.words("display"));
    const std::string name = name_key(words);
    for (const BundleEntry& entry : chart.bundle().entries()) {
        if (entry.type != "Patient" && entry.type != "RelatedPerson") continue;
        for (const Element& each : Element(*entry.resource, chart.problems()).children("name")) {
            const std::string family = name_key(each.words("family"));
            if (name_key(printed_name(each, false)) == name || (!family.empty() && name.find(family) != name.npos))
                return {};
        }
    }
    return fitting(actor, std::move(words));
}

}  // namespace carepress::visit
