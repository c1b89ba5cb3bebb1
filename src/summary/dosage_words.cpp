#include "summary/dosage_words.h"

#include "handout/join_list.h"
#include "summary/dates.h"
#include "summary/decimal.h"
#include "summary/dosage_keys.h"

#include <utility>

namespace carepress {
namespace {

/// A number, or from low to high, as text and as what plural forms go by.
struct Amount {
    std::string text;
    double counted = 0;
    bool range = false;
};

/// Words of one language. Each function gives nothing where the language has no sure phrase for what is meant.
class DosageSpeaker {
public:
    DosageSpeaker(const SummaryWords& words, const Phrases& phrases) : words_(words), phrases_(phrases) {}

    std::optional<Pieces> sentence(const Dosage& dosage) const;
    /// What is known of a dosage that lacks its amount or its times.
    std::optional<Pieces> fragments(const Dosage& dosage) const;
    std::optional<Pieces> dose(const QuantityRange& dose, DoseUnit unit) const;

private:
    using Values = std::vector<std::pair<std::string_view, Pieces>>;

    Piece own(std::string text) const { return {std::move(text), phrases_.language()}; }
    std::optional<Pieces> phrase(std::string_view key) const;
    std::optional<Pieces> fill(std::string_view key, const Values& values) const;
    std::optional<Pieces> counted(std::string_view key, const Amount& amount) const;
    std::optional<Amount> amount(const std::string& low, const std::string& high) const;

    std::optional<Pieces> route(const Dosage& dosage) const;
    std::optional<Pieces> frequency(const Timing& timing) const;
    std::optional<Pieces> period(const Timing& timing, const Amount& times) const;
    std::optional<Pieces> moments(const Dosage& dosage) const;
    std::optional<Pieces> as_needed(const Dosage& dosage) const;
    std::optional<Pieces> duration(const Timing& timing) const;
    std::optional<Pieces> limits(const Dosage& dosage) const;
    Pieces advice(const Dosage& dosage) const;
    std::optional<Values> slots(const Dosage& dosage) const;

    const SummaryWords& words_;
    const Phrases& phrases_;
};

bool is_english(const Phrases& phrases) { return phrases.language() == "en"; }

void append(Pieces& out, const Pieces& more) { out.insert(out.end(), more.begin(), more.end()); }

/// A sentence of its own after those that stand there.
void append_sentence(Pieces& out, const Pieces& sentence) {
    if (sentence.empty()) return;
    if (!out.empty()) out.push_back({" ", out.back().language});
    append(out, sentence);
}

/// The record's words as a sentence: with a full stop, unless they end in one.
Pieces as_sentence(Piece piece) {
    constexpr std::string_view ends = ".!?";
    if (!piece.text.empty() && ends.find(piece.text.back()) == std::string_view::npos) piece.text += '.';
    return {std::move(piece)};
}

std::optional<Pieces> DosageSpeaker::phrase(std::string_view key) const {
    const std::string* text = key.empty() ? nullptr : phrases_.find(key);
    if (text == nullptr) return std::nullopt;
    return Pieces{own(*text)};
}

std::optional<Pieces> DosageSpeaker::fill(std::string_view key, const Values& values) const {
    const std::string* pattern = phrases_.find(key);
    if (pattern == nullptr) return std::nullopt;
    return fill_pattern(*pattern, phrases_.language(), values);
}

std::optional<Pieces> DosageSpeaker::counted(std::string_view key, const Amount& amount) const {
    const std::string* form = phrases_.counted(key, amount.counted);
    // A form without the number ("once a day") says a single number only.
    if (form != nullptr && amount.range && form->find("{n}") == std::string::npos)
        form = phrases_.find(std::string(key) + "|other");
    if (form == nullptr || (amount.range && form->find("{n}") == std::string::npos)) return std::nullopt;
    return fill_pattern(*form, phrases_.language(), {{"n", {own(amount.text)}}});
}

std::optional<Amount> DosageSpeaker::amount(const std::string& low, const std::string& high) const {
    const std::optional<Decimal> from = low.empty() ? std::nullopt : read_decimal(low);
    const std::optional<Decimal> to = high.empty() ? std::nullopt : read_decimal(high);
    if ((!low.empty() && !from) || (!high.empty() && !to) || (!from && !to)) return std::nullopt;
    if (!to || (from && from->value() == to->value())) return Amount{write_decimal(*from), from->value(), false};
    Amount range{{}, to->value(), true};
    const std::string* pattern = phrases_.find(from ? "range" : "up-to");
    if (pattern == nullptr) return std::nullopt;
    for (const Piece& piece : fill_pattern(
             *pattern, "",
             {{"low", {{from ? write_decimal(*from) : std::string(), ""}}}, {"high", {{write_decimal(*to), ""}}}}))
        range.text += piece.text;
    return range;
}

std::optional<Pieces> DosageSpeaker::dose(const QuantityRange& dose, DoseUnit unit) const {
    if (!dose.low.comparator.empty() || !dose.high.comparator.empty()) return std::nullopt;
    const std::optional<Amount> many = amount(dose.low.value, dose.high.value);
    if (!many) return std::nullopt;
    if (const std::string_view sign = unit_sign(unit); !sign.empty())
        return Pieces{own(many->text + "\u00A0" + std::string(sign))};
    if (unit == DoseUnit::tablet && many->text == "0.5") return phrase("half-tablet");
    if (const std::string_view key = unit_key(unit); !key.empty()) return counted(key, *many);
    const std::string& written = dose.low.unit.empty() ? dose.high.unit : dose.low.unit;
    if (unit != DoseUnit::other || written.empty() || !is_english(phrases_)) return std::nullopt;
    return Pieces{own(many->text + " " + written)};
}

std::optional<Pieces> DosageSpeaker::route(const Dosage& dosage) const {
    Pieces out;
    if (dosage.route == Route::other) {
        out.push_back(record_piece(dosage.route_words, phrases_.language()));
    } else if (dosage.route != Route::none) {
        const std::optional<Pieces> known = phrase(route_key(dosage.route));
        if (!known) return std::nullopt;
        out = *known;
    }
    if (dosage.site.stated()) {
        if (!out.empty()) out.push_back(own(" "));
        out.push_back(own("("));
        out.push_back(record_piece(dosage.site, phrases_.language()));
        out.push_back(own(")"));
    }
    return out;
}

std::optional<Pieces> DosageSpeaker::period(const Timing& timing, const Amount& times) const {
    const TimeSpan& span = timing.period;
    const std::optional<Amount> length = amount(span.low, span.high);
    if (!length) return std::nullopt;
    const bool one = length->text == "1";
    if (one && span.unit == TimeUnit::day) return counted("times-a-day", times);
    if (one && span.unit == TimeUnit::week) return counted("times-a-week", times);
    if (one && span.unit == TimeUnit::month) return counted("times-a-month", times);
    if (times.text != "1") return std::nullopt;
    switch (span.unit) {
        case TimeUnit::minute:
            return counted("every-minutes", *length);
        case TimeUnit::hour:
            return counted("every-hours", *length);
        case TimeUnit::day:
            return counted("every-days", *length);
        case TimeUnit::week:
            return counted("every-weeks", *length);
        case TimeUnit::month:
            return counted("every-months", *length);
        case TimeUnit::year:
            return counted("every-years", *length);
        case TimeUnit::second:
            return std::nullopt;
    }
    return std::nullopt;
}

/// How often. Nothing stated is an empty text; what can't be said is no text.
std::optional<Pieces> DosageSpeaker::frequency(const Timing& timing) const {
    // How long an infusion runs and exact hours on a calendar are not said in a sentence for home.
    if (timing.duration.stated() || !timing.events.empty()) return std::nullopt;
    Pieces out;
    const auto add = [&](const std::optional<Pieces>& part) {
        if (part && !out.empty()) out.push_back(own(std::string(list_comma(phrases_.language()))));
        if (part) append(out, *part);
        return part.has_value();
    };
    if (timing.period.stated()) {
        const std::optional<Amount> times =
            amount(std::to_string(timing.frequency.value_or(1)),
                   timing.frequency_max ? std::to_string(*timing.frequency_max) : std::string());
        if (!times || !add(period(timing, *times))) return std::nullopt;
    } else if (timing.frequency && *timing.frequency != 1) {
        return std::nullopt;
    }
    if (timing.count) {
        const bool once = *timing.count == 1 && !timing.count_max;
        const std::optional<Amount> times =
            amount(std::to_string(*timing.count), timing.count_max ? std::to_string(*timing.count_max) : "");
        if (!add(once ? phrase("one-time") : times ? counted("times-in-all", *times) : std::nullopt))
            return std::nullopt;
    }
    if (!timing.weekdays.empty()) {
        std::vector<std::string> days;
        days.reserve(timing.weekdays.size());
        for (const Weekday day : timing.weekdays) days.push_back(say_weekday(static_cast<int>(day), phrases_));
        if (!add(fill("on-days", {{"days", {own(join_list(days, phrases_.language()))}}}))) return std::nullopt;
    }
    if (!timing.times_of_day.empty()) {
        std::vector<std::string> times;
        times.reserve(timing.times_of_day.size());
        for (const std::string& time : timing.times_of_day) times.push_back(say_time_of_day(time, words_, phrases_));
        if (!add(fill("at-times", {{"times", {own(join_list(times, phrases_.language()))}}}))) return std::nullopt;
    }
    if (timing.words.stated()) add(Pieces{record_piece(timing.words, phrases_.language())});
    return out;
}

std::optional<Pieces> DosageSpeaker::moments(const Dosage& dosage) const {
    Pieces out;
    const auto add = [&](const Pieces& part) {
        if (!out.empty()) out.push_back(own(std::string(list_comma(phrases_.language()))));
        append(out, part);
    };
    std::vector<std::string> all;
    for (const DayMoment moment : dosage.timing.moments) {
        std::optional<Pieces> said = phrase(moment_key(moment));
        if (said && dosage.timing.offset_minutes != 0) {
            const std::optional<Amount> minutes = amount(std::to_string(dosage.timing.offset_minutes), "");
            const Pieces when = *said;
            said = minutes ? fill("minutes-from", {{"n", {own(minutes->text)}}, {"when", when}}) : std::nullopt;
        }
        if (!said) return std::nullopt;
        std::string& words = all.emplace_back();
        for (const Piece& piece : *said) words += piece.text;
    }
    if (!all.empty()) out.push_back(own(join_list(all, phrases_.language())));
    for (const AdditionalInstruction& instruction : dosage.additional) {
        if (instruction.advice != Advice::with_food) continue;
        const std::optional<Pieces> said = phrase("with-food");
        if (!said) return std::nullopt;
        if (out.empty() || is_english(phrases_)) {
            if (!out.empty()) out.push_back(own(" "));
            append(out, *said);
        } else {
            add(*said);
        }
    }
    return out;
}

std::optional<Pieces> DosageSpeaker::as_needed(const Dosage& dosage) const {
    if (!dosage.as_needed) return Pieces{};
    if (!dosage.as_needed_for.stated()) return phrase("as-needed");
    return fill("as-needed-for", {{"reason", {record_piece(dosage.as_needed_for, phrases_.language())}}});
}

std::optional<Pieces> DosageSpeaker::duration(const Timing& timing) const {
    Pieces out;
    const auto add = [&](const std::optional<Pieces>& part) {
        if (!part) return false;
        if (!out.empty()) out.push_back(own(" "));
        append(out, *part);
        return true;
    };
    if (timing.bounds_length.stated()) {
        const std::optional<Amount> length = amount(timing.bounds_length.low, timing.bounds_length.high);
        const std::string_view key = timing.bounds_length.unit == TimeUnit::day     ? "for-days"
                                     : timing.bounds_length.unit == TimeUnit::week  ? "for-weeks"
                                     : timing.bounds_length.unit == TimeUnit::month ? "for-months"
                                                                                    : "";
        if (!length || key.empty() || !add(counted(key, *length))) return std::nullopt;
    }
    // A sentence that stands in English has its dates in English.
    const std::string pattern = is_english(phrases_) ? "MMMM d, y" : words_.page["date-pattern"];
    const auto date = [&](const RecordTime& time) {
        const bool whole = time.has_time() || time.precision == DatePrecision::day;
        if (time.precision == DatePrecision::year) return time.text;
        return phrases_.date_time(clock_of(time, words_.time_zone), whole ? pattern : phrases_["month-pattern"]);
    };
    if (timing.bounds.start.stated() && !add(fill("starting", {{"date", {own(date(timing.bounds.start))}}})))
        return std::nullopt;
    if (timing.bounds.end.stated() && !add(fill("until", {{"date", {own(date(timing.bounds.end))}}})))
        return std::nullopt;
    return out;
}

/// "Do not take more than …": each bound a sentence.
std::optional<Pieces> DosageSpeaker::limits(const Dosage& dosage) const {
    Pieces out;
    const auto bound = [&](std::string_view key, const Quantity& most) -> bool {
        const DoseUnit unit =
            !most.unit.empty() && most.unit == dosage.dose.low.unit ? dosage.dose_unit : DoseUnit::other;
        const std::optional<Pieces> said = dose({most, {}}, unit);
        const std::optional<Pieces> sentence = said ? fill(key, {{"dose", *said}}) : std::nullopt;
        if (sentence) append_sentence(out, *sentence);
        return sentence.has_value();
    };
    if (const auto& ratio = dosage.max_per_period) {
        const std::optional<Decimal> in = read_decimal(ratio->denominator.value);
        const std::string& unit = ratio->denominator.ucum.empty() ? ratio->denominator.unit : ratio->denominator.ucum;
        const bool day = in && ((in->value() == 1 && (unit == "d" || unit == "day")) ||
                                (in->value() == 24 && (unit == "h" || unit == "hours")));
        if (!day || !bound("most-in-a-day", ratio->numerator)) return std::nullopt;
    }
    if (dosage.max_per_administration.stated() && !bound("most-at-once", dosage.max_per_administration))
        return std::nullopt;
    if (dosage.max_per_lifetime.stated() && !bound("most-in-life", dosage.max_per_lifetime)) return std::nullopt;
    return out;
}

/// Further instructions, each a sentence: in the record's words on an English page, else in the page's own, else as
/// written.
Pieces DosageSpeaker::advice(const Dosage& dosage) const {
    Pieces out;
    if (dosage.method == Method::other)
        append_sentence(out, as_sentence(record_piece(dosage.method_words, phrases_.language())));
    for (const AdditionalInstruction& instruction : dosage.additional) {
        if (instruction.advice == Advice::with_food) continue;  // said in the sentence
        const std::optional<Pieces> known = phrase(advice_key(instruction.advice));
        const bool as_written = instruction.words.stated() && (is_english(words_.visit) || !known);
        if (as_written)
            append_sentence(out, as_sentence(record_piece(instruction.words, phrases_.language())));
        else if (known)
            append_sentence(out, *known);
    }
    return out;
}

std::optional<DosageSpeaker::Values> DosageSpeaker::slots(const Dosage& dosage) const {
    const std::optional<Pieces> often = frequency(dosage.timing), when = moments(dosage), needed = as_needed(dosage),
                                long_for = duration(dosage.timing), way = route(dosage);
    if (!often || !when || !needed || !long_for || !way) return std::nullopt;
    return Values{
        {"frequency", *often}, {"when", *when}, {"as-needed", *needed}, {"duration", *long_for}, {"route", *way}};
}

std::optional<Pieces> DosageSpeaker::sentence(const Dosage& dosage) const {
    if (dosage.rate.stated() || dosage.rate_ratio) return std::nullopt;  // an infusion is not for the patient to set
    std::optional<Values> values = slots(dosage);
    const std::optional<Pieces> much = dose(dosage.dose, dosage.dose_unit);
    const std::optional<Pieces> most = limits(dosage);
    if (!values || !much || !most) return std::nullopt;
    values->push_back({"dose", *much});
    std::optional<Pieces> out = fill(action_key(dosage), *values);
    if (!out) return std::nullopt;
    append_sentence(*out, *most);
    append_sentence(*out, advice(dosage));
    return out;
}

std::optional<Pieces> DosageSpeaker::fragments(const Dosage& dosage) const {
    std::optional<Values> values = slots(dosage);
    if (!values) return std::nullopt;
    auto& [frequency_name, often] = (*values)[0];
    auto& [when_name, when] = (*values)[1];
    auto& [needed_name, needed] = (*values)[2];
    if (often.empty()) std::swap(often, when);
    Pieces out;
    if (!often.empty()) {
        const std::optional<Pieces> said = fill("how-to-use", *values);
        if (!said) return std::nullopt;
        out = *said;
    } else if (!needed.empty()) {
        const std::optional<Pieces> said = fill("only-as-needed", *values);
        if (!said) return std::nullopt;
        out = *said;
    }
    append_sentence(out, advice(dosage));
    return out;
}

}  // namespace

Pieces say_dose(const QuantityRange& dose, DoseUnit unit, const SummaryWords& words) {
    if (const auto said = DosageSpeaker(words, words.visit).dose(dose, unit)) return *said;
    return DosageSpeaker(words, words.english).dose(dose, unit).value_or(Pieces{});
}

DosageWords say_dosage(const Dosage& dosage, const SummaryWords& words) {
    DosageWords out;
    const RecordText& written = dosage.patient_instruction.empty() ? dosage.text : dosage.patient_instruction;
    if (!written.empty()) {
        out.sentences = {record_piece(written, words.language())};
        return out;
    }
    const DosageSpeaker here(words, words.visit), english(words, words.english);
    if (dosage.unreadable) {
        out.ask_all = true;
    } else if (dosage.structured) {
        std::optional<Pieces> said = here.sentence(dosage);
        if (!said) said = english.sentence(dosage);
        if (said) out.sentences = std::move(*said);
        out.ask_all = !said;
    } else {
        std::optional<Pieces> said = here.fragments(dosage);
        if (!said) said = english.fragments(dosage);
        if (said) out.sentences = std::move(*said);
        const bool knows_when = dosage.timing.stated();
        out.ask_how_much = knows_when && !dosage.dose.stated();
        out.ask_all = !out.ask_how_much;
    }
    return out;
}

}  // namespace carepress
