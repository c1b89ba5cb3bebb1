#pragma once

#include "visit_summary/dosage_words.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::visit_summary {

/// Words of one language for the fields of a dosage. Each function returns nothing if the language has no reliable
/// phrase for a field, and an empty text if the dosage does not state it.
class DosageSpeaker {
public:
    DosageSpeaker(const SummaryWords& words, const words::Phrases& phrases, DosageStyle style = {})
        : words_(words), phrases_(phrases), style_(style) {}

    std::optional<Pieces> sentence(const visit::Dosage& dosage) const;
    /// What a dosage states that lacks an amount or times.
    std::optional<Pieces> fragments(const visit::Dosage& dosage) const;
    std::optional<Pieces> dose(const visit::QuantityRange& dose, visit::DoseUnit unit) const;
    std::optional<Pieces> route(const visit::Dosage& dosage) const;
    std::optional<Pieces> as_needed(const visit::Dosage& dosage) const;
    std::optional<Pieces> duration(const visit::Timing& timing) const;
    /// "Do not take more than …": a sentence for each limit.
    std::optional<Pieces> limits(const visit::Dosage& dosage) const;
    /// One further instruction as a sentence.
    Pieces advice(const visit::AdditionalInstruction& instruction) const;
    std::optional<Pieces> fill(std::string_view key,
                               const std::vector<std::pair<std::string_view, Pieces>>& values) const;

private:
    using Values = std::vector<std::pair<std::string_view, Pieces>>;

    /// A number or a range, as text, and the number that decides its plural form.
    struct Amount {
        std::string text;
        double counted = 0;
        bool range = false;
        bool is(double number) const { return !range && counted == number; }
    };

    Piece own(std::string text) const { return {std::move(text), phrases_.language()}; }
    std::optional<Pieces> phrase(std::string_view key) const;
    std::optional<Pieces> counted(std::string_view key, const Amount& amount, const Pieces& dose = {}) const;
    std::optional<Amount> amount(const std::string& low, const std::string& high,
                                 std::string_view range = "range") const;
    std::optional<Amount> length(const visit::TimeSpan& span) const;
    std::optional<Pieces> tablets(const visit::Quantity& quantity) const;

    std::optional<Pieces> frequency(const visit::Timing& timing) const;
    std::optional<Pieces> period(const visit::Timing& timing, const Amount& times) const;
    std::optional<Pieces> days(const visit::Timing& timing) const;
    std::optional<Pieces> hours(const visit::Timing& timing) const;
    std::optional<Pieces> moments(const visit::Dosage& dosage) const;
    std::optional<Pieces> bounds(const visit::RecordPeriod& bounds) const;
    std::optional<Pieces> most(const visit::QuantityRatio& ratio) const;
    std::optional<Values> slots(const visit::Dosage& dosage) const;
    Pieces all_advice(const visit::Dosage& dosage) const;
    std::string_view in_digits(std::string_view key) const;

    const SummaryWords& words_;
    const words::Phrases& phrases_;
    DosageStyle style_;
};

/// Adds a sentence after those in `out`.
void append_sentence(Pieces& out, const Pieces& sentence);
/// Ends with a full stop, or another sign that ends a sentence in one of the scripts.
bool ends_a_sentence(std::string_view text);
/// The record's words as a sentence: with a capital and a full stop.
Pieces as_sentence(Piece piece);

/// The time that a largest amount is for, "1 day" or "24 hours": hours, days, weeks or months; nothing for another
/// unit.
std::optional<visit::TimeSpan> time_of(const visit::Quantity& quantity);
/// 1 day or 24 hours.
bool is_one_day(const visit::Quantity& quantity);

}  // namespace carepress::visit_summary
