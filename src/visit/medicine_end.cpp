#include "visit/medicine_end.h"

#include "visit/plain_words.h"
#include "visit/read_timing.h"
#include "visit/record_time.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace carepress::visit {
namespace {

/// What was dispensed last may be taken for so many days more.
constexpr int days_after_dispensing = 90;
constexpr int longest_supply = 3'700;  ///< days; a longer one is taken as an error of the record

/// A date that may be missing. A malformed one is reported where the dosage is read.
RecordTime date_of(const Element& period, std::string_view name) {
    return period.present() ? read_time(period.code(name)).value_or(RecordTime{}) : RecordTime{};
}

/// The longest that a UCUM duration may last, in days; 0 for an unknown unit or value.
int days_of(const Element& duration) {
    static constexpr WordTable<double, 5> units{{{"h", 1.0 / 24}, {"d", 1}, {"wk", 7}, {"mo", 31}, {"a", 366}}};
    const double value = number_of(duration.decimal("value")).value_or(0);
    const std::string_view code = duration.code("code");
    const auto days = look_up(units, code.empty() ? duration.code("unit") : code);
    if (!days || value <= 0 || value > 10'000) return 0;
    return static_cast<int>(value * *days) + 1;
}

bool has_ended(const Element& dosage, const RecordTime& authored, const RecordTime& visit) {
    const Element repeat = dosage.child("timing").child("repeat");
    if (const Element bounds = repeat.child("boundsPeriod"); bounds.present())
        return is_days_after(visit, date_of(bounds, "end"), 1);
    const Element length = repeat.child("boundsDuration");
    const int days = length.present() ? days_of(length) : 0;
    return days > 0 && authored.precision >= DatePrecision::day && is_days_after(visit, authored, days);
}

/// The whole supply, with its refills, was over long before the visit.
bool has_run_out(const Element& supply, const RecordTime& authored, const RecordTime& visit) {
    const Element length = supply.child("expectedSupplyDuration");
    const int days = length.present() ? days_of(length) : 0;
    if (days == 0 || authored.precision < DatePrecision::day) return false;
    const double refills = number_of(supply.decimal("numberOfRepeatsAllowed")).value_or(0);
    const std::int64_t all = std::int64_t{days} * (1 + static_cast<int>(std::clamp(refills, 0.0, 1000.0)));
    return all < longest_supply && is_days_after(visit, authored, static_cast<int>(all) + days_after_dispensing);
}

using Sayings = std::initializer_list<std::string_view>;

/// `plain` begins with one of `openings`, and none of `but` follows.
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
    if (is_days_after(visit, valid_until, days_after_dispensing)) return true;
    if (const Element supply = order.child("dispenseRequest"); supply.present() && has_run_out(supply, authored, visit))
        return true;
    const std::vector<Element> dosages = order.children("dosageInstruction");
    bool all = !dosages.empty();
    for (const Element& dosage : dosages) all = all && has_ended(dosage, authored, visit);
    return all;
}

}  // namespace carepress::visit
