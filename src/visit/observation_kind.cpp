// What an observation is: a vital sign, the result of a test, or something that a summary does not show.
#include "base/ascii.h"
#include "visit/concepts.h"
#include "visit/of_visit.h"
#include "visit/systems.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace carepress::visit {
namespace {

constexpr WordTable<VitalSignKind, 20> kinds{{{"85354-9", VitalSignKind::blood_pressure},
                                              {"55284-4", VitalSignKind::blood_pressure},
                                              {"8480-6", VitalSignKind::systolic},
                                              {"8462-4", VitalSignKind::diastolic},
                                              {"8867-4", VitalSignKind::heart_rate},
                                              {"9279-1", VitalSignKind::respiratory_rate},
                                              {"8310-5", VitalSignKind::temperature},
                                              {"8331-1", VitalSignKind::temperature},
                                              {"2708-6", VitalSignKind::oxygen_saturation},
                                              {"59408-5", VitalSignKind::oxygen_saturation},
                                              {"8302-2", VitalSignKind::height},
                                              {"8306-3", VitalSignKind::height},
                                              {"29463-7", VitalSignKind::weight},
                                              {"3141-9", VitalSignKind::weight},
                                              {"39156-5", VitalSignKind::body_mass_index},
                                              {"9843-4", VitalSignKind::head_circumference},
                                              {"8287-5", VitalSignKind::head_circumference},
                                              {"72514-3", VitalSignKind::pain},
                                              {"38208-5", VitalSignKind::pain},
                                              {"8328-7", VitalSignKind::temperature}}};

/// Categories of HL7 (observation-category, table 0074) whose observations are test results.
constexpr std::array<std::string_view, 9> result_categories{"laboratory", "imaging", "procedure", "LAB", "CH",
                                                            "HM",         "MB",      "SR",        "RAD"};

/// What a living person can have, in one unit: beyond it the number or the unit is wrong.
struct Limits {
    VitalSignKind kind;
    std::string_view units;  ///< separated by blanks, UCUM or as written
    double least, most;
};
constexpr std::array<Limits, 20> limits{{{VitalSignKind::systolic, "mm[Hg] mmHg", 30, 320},
                                         {VitalSignKind::diastolic, "mm[Hg] mmHg", 10, 220},
                                         {VitalSignKind::heart_rate, "/min {beats}/min {Beats}/min bpm", 15, 320},
                                         {VitalSignKind::respiratory_rate, "/min {breaths}/min {Breaths}/min", 3, 130},
                                         {VitalSignKind::temperature, "Cel °C C", 22, 46},
                                         {VitalSignKind::temperature, "[degF] °F F", 71, 115},
                                         {VitalSignKind::oxygen_saturation, "% 1", 20, 100},
                                         {VitalSignKind::height, "cm", 20, 260},
                                         {VitalSignKind::height, "m", 0.2, 2.6},
                                         {VitalSignKind::height, "mm", 200, 2600},
                                         {VitalSignKind::height, "[ft_i] ft", 0.65, 8.5},
                                         {VitalSignKind::height, "[in_i] in", 8, 102},
                                         {VitalSignKind::weight, "kg", 0.2, 640},
                                         {VitalSignKind::weight, "[lb_av] lb lbs", 0.4, 1400},
                                         {VitalSignKind::weight, "g", 200, 640000},
                                         {VitalSignKind::weight, "[oz_av] oz", 7, 22400},
                                         {VitalSignKind::body_mass_index, "kg/m2 kg/m^2", 5, 200},
                                         {VitalSignKind::head_circumference, "cm", 15, 80},
                                         {VitalSignKind::head_circumference, "[in_i] in", 6, 32},
                                         {VitalSignKind::pain, "{score} 1", 0, 10}}};

/// By LOINC codes of the observation's own code.
bool is_vital_sign(const Element& observation) {
    const std::vector<Element> codings = observation.child("code").children("coding");
    return std::any_of(codings.begin(), codings.end(), [](const Element& coding) {
        return coding.code("system") == systems::loinc && look_up(kinds, coding.code("code"));
    });
}

}  // namespace

VitalSignKind vital_sign_kind(const Concept& code) {
    for (const auto& [loinc, kind] : kinds)
        if (code.has(systems::loinc, loinc)) return kind;
    return VitalSignKind::other;
}

bool is_plausible(VitalSignKind kind, const Quantity& quantity) {
    double value = 0;
    const char* end = quantity.value.data() + quantity.value.size();
    if (std::from_chars(quantity.value.data(), end, value).ec != std::errc()) return true;
    const std::string& unit = quantity.ucum.empty() ? quantity.unit : quantity.ucum;
    return std::none_of(limits.begin(), limits.end(), [&](const Limits& each) {
        return each.kind == kind && (value < each.least || value > each.most) && holds_phrase(each.units, unit);
    });
}

ObservationKind observation_kind(const Element& observation) {
    const std::vector<Element> categories = observation.children("category");
    for (const Element& category : categories) {
        if (has_coding(category, "vital-signs")) return ObservationKind::vital_sign;
        if (is_one_of(ascii_lower(category.words("text")), {"laboratory", "lab"})) return ObservationKind::result;
        for (const std::string_view code : result_categories)
            if (has_coding(category, code)) return ObservationKind::result;
    }
    if (!categories.empty()) return ObservationKind::other;
    if (is_vital_sign(observation)) return ObservationKind::vital_sign;
    // Without a category, a value with a unit counts as a test result, unless it is a questionnaire's score.
    const Quantity value = quantity_of(observation.child("valueQuantity"));
    const bool measured = value.stated() && !(value.unit.empty() && value.ucum.empty()) && value.ucum != "{score}";
    return measured ? ObservationKind::result : ObservationKind::other;
}

}  // namespace carepress::visit
