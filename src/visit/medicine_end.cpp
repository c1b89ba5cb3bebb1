#include "visit/medicine_end.h"

#include "visit/plain_words.h"
#include "visit/record_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace carepress {
namespace {

constexpr int days_of_supply = 90;

/// A date that does not have to be there; what is wrong with one is said where the dosage is read.
RecordTime date_of(const Element& period, std::string_view name) {
    return period.present() ? read_time(period.code(name)).value_or(RecordTime{}) : RecordTime{};
}

/// The longest that a UCUM duration may last, in days; 0 for an unknown unit or no whole number.
int days_of(const Element& duration) {
    static constexpr std::array<std::pair<std::string_view, int>, 5> units{
        {{"h", 1}, {"d", 1}, {"wk", 7}, {"mo", 31}, {"a", 366}}};
    const std::string text = duration.decimal("value");
    double value = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || stopped != text.data() + text.size() || value <= 0 || value > 10'000) return 0;
    const std::string_view unit = duration.code("code").empty() ? duration.code("unit") : duration.code("code");
    for (const auto& [code, days] : units)
        if (code == unit) return static_cast<int>(code == "h" ? value / 24 : value * days) + 1;
    return 0;
}

bool has_ended(const Element& dosage, const RecordTime& authored, const RecordTime& visit) {
    const Element repeat = dosage.child("timing").child("repeat");
    if (const Element bounds = repeat.child("boundsPeriod"); bounds.present())
        return is_days_after(visit, date_of(bounds, "end"), 1);
    const Element length = repeat.child("boundsDuration");
    const int days = length.present() ? days_of(length) : 0;
    return days > 0 && authored.precision >= DatePrecision::day && is_days_after(visit, authored, days);
}

constexpr int longest_supply = 3700;  // days; more is no supply that anybody has

/// The whole supply, with its refills, was over long before the visit.
bool has_run_out(const Element& supply, const RecordTime& authored, const RecordTime& visit) {
    const Element length = supply.child("expectedSupplyDuration");
    const int days = length.present() ? days_of(length) : 0;
    if (days == 0 || authored.precision < DatePrecision::day) return false;
    const std::string refills = supply.decimal("numberOfRepeatsAllowed");
    int count = 0;
    std::from_chars(refills.data(), refills.data() + refills.size(), count);
    const std::int64_t all = static_cast<std::int64_t>(days) * (1 + std::clamp(count, 0, 1000));
    return all < longest_supply && is_days_after(visit, authored, static_cast<int>(all) + days_of_supply);
}

using Sayings = std::initializer_list<std::string_view>;

/// `plain` begins with one of `openings`, and what follows is none of `but`.
bool begins_with(std::string_view plain, Sayings openings, Sayings but) {
    const auto starts = [](std::string_view text, std::string_view word) {
        return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
    };
    return std::any_of(openings.begin(), openings.end(), [&](std::string_view opening) {
        if (!starts(plain, opening)) return false;
        const std::string_view rest = plain.substr(std::min(opening.size() + 1, plain.size()));
        return std::none_of(but.begin(), but.end(), [&](std::string_view word) { return starts(rest, word); });
    });
}

bool words_say_to_stop(const std::string& words) {
    const std::string plain = plain_words(words);
    static constexpr std::array<std::string_view, 10> anywhere{
        "not taking", "no longer tak", "no longer us",  "discontinued",           "patient stopped",
        "pt stopped", "has stopped",   "ya no lo toma", "do not take this medic", "hold for now"};
    return std::any_of(anywhere.begin(), anywhere.end(),
                       [&](std::string_view each) { return plain.find(each) != std::string::npos; }) ||
           begins_with(plain,
                       {"stop", "stop taking", "stopped", "d c", "dc", "discontinue", "quit", "suspender", "suspendido",
                        "suspenda", "deje de tomar", "dejar de tomar"},
                       {"taking", "if", "when", "once", "after", "with", "si", "cuando"}) ||
           begins_with(
               plain, {"do not take", "don t take", "do not use", "don t use", "no tome", "no tomar", "never take"},
               {"with", "if", "more", "within", "on", "in", "at", "after", "over", "any", "con", "mas", "si"}) ||
           begins_with(plain, {"hold", "held", "on hold"}, {"in", "under", "for", "if", "the", "breath", "between"});
}

}  // namespace

bool says_to_stop(const Medicine& medicine) {
    return words_say_to_stop(medicine.name.name.text) ||
           std::any_of(medicine.dosages.begin(), medicine.dosages.end(), [](const Dosage& each) {
               return words_say_to_stop(each.text.text) || words_say_to_stop(each.patient_instruction.text);
           });
}

bool may_have_ended(const Element& order, const RecordTime& authored, const RecordTime& visit) {
    const RecordTime valid_until = date_of(order.child("dispenseRequest").child("validityPeriod"), "end");
    if (is_days_after(visit, valid_until, days_of_supply)) return true;
    if (const Element supply = order.child("dispenseRequest"); supply.present() && has_run_out(supply, authored, visit))
        return true;
    const std::vector<Element> dosages = order.children("dosageInstruction");
    bool all = !dosages.empty();
    for (const Element& dosage : dosages) all = all && has_ended(dosage, authored, visit);
    return all;
}

}  // namespace carepress
