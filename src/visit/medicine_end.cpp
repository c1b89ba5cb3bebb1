#include "visit/medicine_end.h"

#include "visit/record_time.h"

#include <array>
#include <charconv>
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

}  // namespace

bool may_have_ended(const Element& order, const RecordTime& authored, const RecordTime& visit) {
    const RecordTime valid_until = date_of(order.child("dispenseRequest").child("validityPeriod"), "end");
    if (is_days_after(visit, valid_until, days_of_supply)) return true;
    const std::vector<Element> dosages = order.children("dosageInstruction");
    bool all = !dosages.empty();
    for (const Element& dosage : dosages) all = all && has_ended(dosage, authored, visit);
    return all;
}

}  // namespace carepress
