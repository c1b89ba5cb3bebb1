#pragma once

#include "summary/dosage_words.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress {

/// Words of one language for the fields of a dosage. Each function gives nothing where the language has no sure phrase
/// for what is meant, and an empty text where the dosage says nothing of it.
class DosageSpeaker {
public:
    DosageSpeaker(const SummaryWords& words, const Phrases& phrases, DosageStyle style = {})
        : words_(words), phrases_(phrases), style_(style) {}

    std::optional<Pieces> sentence(const Dosage& dosage) const;
    /// What is known of a dosage that lacks its amount or its times.
    std::optional<Pieces> fragments(const Dosage& dosage) const;
    std::optional<Pieces> dose(const QuantityRange& dose, DoseUnit unit) const;
    std::optional<Pieces> route(const Dosage& dosage) const;
    std::optional<Pieces> as_needed(const Dosage& dosage) const;
    std::optional<Pieces> duration(const Timing& timing) const;
    /// "Do not take more than …": each bound a sentence.
    std::optional<Pieces> limits(const Dosage& dosage) const;
    /// One further instruction as a sentence.
    Pieces advice(const AdditionalInstruction& instruction) const;
    std::optional<Pieces> fill(std::string_view key,
                               const std::vector<std::pair<std::string_view, Pieces>>& values) const;

private:
    using Values = std::vector<std::pair<std::string_view, Pieces>>;

    /// A number, or from low to high, as text and as what plural forms go by.
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
    std::optional<Amount> length(const TimeSpan& span) const;
    std::optional<Pieces> tablets(const Quantity& quantity) const;

    std::optional<Pieces> frequency(const Timing& timing) const;
    std::optional<Pieces> period(const Timing& timing, const Amount& times) const;
    std::optional<Pieces> days(const Timing& timing) const;
    std::optional<Pieces> hours(const Timing& timing) const;
    std::optional<Pieces> moments(const Dosage& dosage) const;
    std::optional<Pieces> bounds(const RecordPeriod& bounds) const;
    std::optional<Pieces> most(const QuantityRatio& ratio) const;
    std::optional<Values> slots(const Dosage& dosage) const;
    Pieces all_advice(const Dosage& dosage) const;
    std::string_view in_digits(std::string_view key) const;

    const SummaryWords& words_;
    const Phrases& phrases_;
    DosageStyle style_;
};

/// A sentence of its own after those that are there.
void append_sentence(Pieces& out, const Pieces& sentence);
/// Has a full stop, or another sign that ends a sentence in one of the scripts.
bool ends_a_sentence(std::string_view text);
/// The record's words as a sentence: with a capital and a full stop.
Pieces as_sentence(Piece piece);

}  // namespace carepress
