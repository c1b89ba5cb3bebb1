#include "visit_summary/dosage_words.h"

#include "base/language.h"
#include "visit/dosage_codes.h"
#include "visit/read_timing.h"
#include "visit/sig.h"
#include "visit_summary/dates.h"
#include "visit_summary/decimal.h"
#include "visit_summary/dosage_speaker.h"
#include "words/join_list.h"

#include <algorithm>
#include <cstdint>

namespace carepress::visit_summary {
namespace {

/// "Once" is eleven in Spanish: English on a page in another language has a digit.
std::string with_digits(std::string text) {
    constexpr std::string_view word = "once";
    const auto is_letter = [&](std::size_t at) {
        return at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'));
    };
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
        const bool here = std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                     [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
        if (here && (at == 0 || !is_letter(at - 1)) && !is_letter(at + word.size()))
            text.replace(at, word.size(), "1 time");
    }
    return text;
}

/// A multiple of 1/`parts`: for 4, of a quarter.
bool is_multiple(const std::string& text, std::int64_t parts) {
    const std::optional<Decimal> number = text.empty() ? Decimal{} : read_decimal(text);
    if (!number) return false;
    std::int64_t power = 1;
    for (int i = 0; i < number->scale; ++i) power *= 10;
    if (number->mantissa > 1'000'000'000'000) return power == 1;
    return number->mantissa * parts % power == 0;
}

/// How often it is taken, from the fields, else from the text.
struct Rhythm {
    visit::TimeSpan period;
    int frequency = 1;
    std::vector<visit::Weekday> weekdays;
};

Rhythm rhythm_of(const visit::Dosage& dosage) {
    const bool by_fields = (dosage.timing.period.stated() || !dosage.timing.weekdays.empty()) &&
                           dosage.agreement != visit::TextAgreement::differs;
    if (by_fields)
        return {dosage.timing.period, dosage.timing.frequency.value_or(1),
                dosage.timing.weekdays.empty() ? dosage.sig.weekdays : dosage.timing.weekdays};
    // "Have your blood drawn every week" in a text that is only partly understood is not a weekly dose.
    if (dosage.sig.is_complex) return {};
    return {dosage.sig.period, dosage.sig.frequency.value_or(1), dosage.sig.weekdays};
}

/// A month has 30 days; 0 for seconds, minutes and years.
double days_of(const visit::TimeSpan& span) {
    const double low = visit::number_of(span.low).value_or(0);
    switch (span.unit) {
        case visit::TimeUnit::hour:
            return low / 24;
        case visit::TimeUnit::day:
            return low;
        case visit::TimeUnit::week:
            return low * 7;
        case visit::TimeUnit::month:
            return low * 30;
        default:
            return 0;
    }
}

class DosageSayer {
public:
    DosageSayer(const visit::Dosage& dosage, const SummaryWords& words, DosageStyle style)
        : dosage_(dosage), words_(words), here_(words, words.visit, style), english_(words, words.english, style) {}

    DosageWords say() {
        if (text().empty())
            say_fields();
        else if (text_is_in_page_language() && !says_less_than_fields())
            say_text(false);
        else
            say_translated();
        if (!out_.asks("ask-how-to-take") || !out_.sentences.empty()) add_alerts();
        const auto is_foreign = [&](const Piece& piece) {
            return !piece.language.empty() && piece.language != words_.language() &&
                   std::any_of(piece.text.begin(), piece.text.end(), [](char c) { return c > ' ' && c != '.'; });
        };
        out_.in_english |= std::any_of(out_.sentences.begin(), out_.sentences.end(), is_foreign);
        return std::move(out_);
    }

private:
    void alert(std::string_view key, const std::vector<std::pair<std::string_view, Pieces>>& values = {}) {
        if (out_.asks(key)) return;
        out_.alerts.push_back({key, fill_pattern(words_.visit[key], words_.language(), values)});
    }

    const visit::RecordText& text() const {
        return dosage_.patient_instruction.empty() ? dosage_.text : dosage_.patient_instruction;
    }
    bool text_is_in_page_language() const {
        const Piece piece = record_piece(text(), words_.language());
        return primary_subtag(piece.language) == primary_subtag(words_.language());
    }
    /// Nothing in the text differs from the fields.
    bool text_fits_fields() const {
        return dosage_.agreement == visit::TextAgreement::agrees ||
               dosage_.agreement == visit::TextAgreement::compatible;
    }

    bool minutes_apart() const {
        const bool fields = dosage_.timing.period.stated() && dosage_.timing.period.unit == visit::TimeUnit::minute;
        return fields || (dosage_.sig.period.stated() && dosage_.sig.period.unit == visit::TimeUnit::minute);
    }
    /// Nitroglycerin and the like: waiting between doses costs the time that matters (ACC/AHA).
    bool is_for_emergencies() const {
        return minutes_apart() &&
               (dosage_.as_needed || dosage_.sig.as_needed || dosage_.route == visit::Route::sublingual);
    }

    /// The dosage without "every 5 minutes, 3 times in all".
    visit::Dosage first_dose_only() const {
        visit::Dosage first = dosage_;
        first.timing.frequency.reset();
        first.timing.frequency_max.reset();
        first.timing.period = {};
        first.timing.count.reset();
        first.timing.count_max.reset();
        first.max_per_period.reset();
        first.as_needed = true;
        return first;
    }

    std::optional<Pieces> sentence(const DosageSpeaker& speaker) const {
        return is_for_emergencies() ? speaker.sentence(first_dose_only()) : speaker.sentence(dosage_);
    }

    /// The fields have an amount, times or days that the text lacks.
    bool says_less_than_fields() const {
        const visit::Timing& timing = dosage_.timing;
        const visit::Sig& sig = dosage_.sig;
        const bool lacks_dose =
            sig.amounts.empty() || (!sig.frequency && sig.moments.empty() && sig.times_of_day.empty());
        if (dosage_.structured && lacks_dose && !sig.is_refusal && dosage_.agreement != visit::TextAgreement::differs)
            return true;
        return text_fits_fields() && ((!timing.moments.empty() && sig.moments.empty()) ||
                                      (!timing.times_of_day.empty() && sig.times_of_day.empty()) ||
                                      (!timing.weekdays.empty() && sig.weekdays.empty()));
    }

    void say_fields() {
        if (dosage_.unreadable) {
            alert("ask-how-to-take");
            return;
        }
        const bool measurable = can_be_taken(dosage_.dose, dosage_.dose_unit);
        std::optional<Pieces> said;
        if (dosage_.structured && measurable) {
            said = sentence(here_);
            if (!said) said = sentence(english_);
            if (!said) alert("ask-how-to-take");
        } else {
            const visit::Dosage known = is_for_emergencies() ? first_dose_only() : dosage_;
            said = here_.fragments(known);
            if (!said) said = english_.fragments(known);
            const bool knows_when = dosage_.timing.stated() && said;
            alert(knows_when && (!dosage_.dose.stated() || !measurable) ? "ask-how-much" : "ask-how-to-take");
        }
        if (said) out_.sentences = std::move(*said);
    }

    Pieces text_pieces() const {
        Pieces pieces;
        for (const visit::RecordText* text : {&dosage_.text, &dosage_.patient_instruction}) {
            if (text->empty()) continue;
            Piece piece = record_piece(*text, words_.language());
            if (words_.language() != "en" || words_.english_beside_another)
                piece.text = with_digits(std::move(piece.text));
            if (!pieces.empty()) pieces.push_back({" ", piece.language});
            pieces.push_back(std::move(piece));
        }
        return pieces;
    }

    /// The clinician's text, and what the fields say besides: text never hides safety.
    void say_text(bool ask) {
        out_.sentences = text_pieces();
        if (dosage_.agreement != visit::TextAgreement::differs && !dosage_.unreadable) add_from_fields();
        if (!dosage_.unreadable) add_limits();
        for (const visit::AdditionalInstruction& each : dosage_.additional)
            if (!visit::text_holds(dosage_, each.words.name.text)) add_sentence(advice(each));
        if (!can_be_taken(dosage_.dose, dosage_.dose_unit)) alert("ask-how-much");
        // "Use as directed" alone does not tell the patient what to do.
        const visit::Sig& sig = dosage_.sig;
        const bool says_nothing = !dosage_.structured && sig.amounts.empty() && !sig.frequency && sig.moments.empty() &&
                                  sig.times_of_day.empty() && !dosage_.timing.stated();
        const bool is_infusion = dosage_.rate.stated() || dosage_.rate_ratio;
        // "Discontinued" or "do not take" in an active order.
        const bool refuses = sig.is_refusal && sig.amounts.empty() && dosage_.structured;
        if (ask || is_infusion || refuses || (says_nothing && record_language == text_language()) ||
            dosage_.agreement == visit::TextAgreement::differs || dosage_.unreadable ||
            dosage_.sig.has_unclear_abbreviation)
            alert("ask-how-to-take");
    }

    std::string_view text_language() const {
        return out_.sentences.empty() ? std::string_view() : std::string_view(out_.sentences.front().language);
    }

    Pieces advice(const visit::AdditionalInstruction& instruction) const {
        Pieces here = here_.advice(instruction);
        return here.empty() ? english_.advice(instruction) : here;
    }

    void add_sentence(const Pieces& sentence) {
        if (sentence.empty()) return;
        // The record's words may lack the full stop of a sentence.
        if (!out_.sentences.empty() && !ends_a_sentence(out_.sentences.back().text)) out_.sentences.back().text += '.';
        append_sentence(out_.sentences, sentence);
    }

    void add_from_fields() {
        // The phrase under `key`, with a value that may have no words in a language.
        const auto add = [&](std::string_view key, std::string_view name, const auto& value_in) {
            add_sentence(either([&](const DosageSpeaker& speaker) -> std::optional<Pieces> {
                const std::optional<Pieces> value = value_in(speaker);
                return value ? speaker.fill(key, {{name, *value}}) : std::nullopt;
            }));
        };
        if (!visit::text_names_route(dosage_))
            add("how-taken", "route", [&](const DosageSpeaker& speaker) { return speaker.route(dosage_); });
        else if (dosage_.site.stated() && !visit::text_holds(dosage_, dosage_.site.name.text) &&
                 (dosage_.side == visit::Side::none || dosage_.sig.side != dosage_.side))
            add("where-used", "site", [&](const DosageSpeaker&) {
                return std::optional(Pieces{record_piece(dosage_.site, words_.language())});
            });
        const bool reason_held =
            !dosage_.as_needed_for.stated() || visit::text_holds(dosage_, dosage_.as_needed_for.name.text);
        if (dosage_.as_needed && (!dosage_.sig.as_needed || !reason_held))
            add("only-as-needed", "as-needed",
                [&](const DosageSpeaker& speaker) { return speaker.as_needed(dosage_); });
        const bool has_end = dosage_.timing.bounds_length.stated() || dosage_.timing.bounds.end.stated();
        if (has_end && !dosage_.sig.length.stated() && !visit::text_holds(dosage_, "until") &&
            !visit::text_holds(dosage_, "through"))
            add("how-long", "duration", [&](const DosageSpeaker& speaker) { return speaker.duration(dosage_.timing); });
    }

    /// What a speaker says in the language of the page, else in English; may be empty.
    template <class Say>
    Pieces either(const Say& say) const {
        const std::optional<Pieces> here = say(here_);
        return here ? *here : say(english_).value_or(Pieces{});
    }

    /// The text names the largest amount of a day that the fields have.
    bool text_has_daily_limit() const {
        const std::optional<visit::SigAmount>& most = dosage_.sig.most;
        if (!most || !dosage_.sig.most_is_daily || !dosage_.max_per_period) return false;
        const visit::Quantity& amount = dosage_.max_per_period->numerator;
        const bool same_unit = most->unit == visit::DoseUnit::none || most->unit == visit::dose_unit_of(amount);
        return same_unit && visit::number_of(most->low) == visit::number_of(amount.value) &&
               is_one_day(dosage_.max_per_period->denominator);
    }

    /// A largest amount is added to a text that lacks it: it can only keep the patient from taking more.
    void add_limits() {
        visit::Dosage limits = dosage_;
        if (text_has_daily_limit()) limits.max_per_period.reset();
        const bool any =
            limits.max_per_period || limits.max_per_administration.stated() || limits.max_per_lifetime.stated();
        if (!any) return;
        const Pieces most = either([&](const DosageSpeaker& speaker) { return speaker.limits(limits); });
        if (most.empty())
            alert("ask-how-to-take");
        else
            add_sentence(most);
    }

    /// A sentence in the patient's language, with the clinician's words as written below it.
    void say_translated() {
        const bool same = text_fits_fields();
        // A text in the language of the page that refuses never gets here: it says no less than the fields.
        const bool beside = text_is_in_page_language() && dosage_.agreement == visit::TextAgreement::cannot_tell &&
                            dosage_.sig.amounts.empty();
        std::optional<Pieces> said;
        if ((same || beside) && dosage_.structured && can_be_taken(dosage_.dose, dosage_.dose_unit))
            said = sentence(here_);
        if (said) {
            out_.sentences = std::move(*said);
            out_.written = text_pieces();
            if (beside) alert("ask-how-to-take");
            return;
        }
        say_text(!same);
    }

    void add_alerts() {
        if (is_for_emergencies())
            alert("ask-when-again", {{"number", {{words_.brand.emergency_number, words_.language()}}}});
        if (exceeds_its_limit()) alert("ask-how-to-take");
        add_rare_days();
        add_sides();
        // The patient cannot count a largest amount that is in another unit than the dose.
        const visit::DoseUnit most =
            dosage_.max_per_period ? visit::dose_unit_of(dosage_.max_per_period->numerator) : visit::DoseUnit::none;
        if (dosage_.max_per_period && visit::is_counted_form(dosage_.dose_unit) && most != dosage_.dose_unit &&
            most != visit::DoseUnit::none && dosage_.agreement != visit::TextAgreement::differs)
            alert("ask-how-many-is-most");
    }

    /// How many doses a day, if it is taken regularly; 0 if that is not known.
    double doses_a_day() const {
        const visit::Timing& timing = dosage_.timing;
        if (dosage_.as_needed) return 0;
        if (!timing.period.stated() && !timing.frequency)
            return static_cast<double>(std::max(timing.moments.size(), timing.times_of_day.size()));
        const double days = days_of(timing.period);
        return days > 0 ? timing.frequency.value_or(1) / days : 0;
    }

    /// One dose, or the doses of up to a day within the time of the limit, are more than the record allows.
    bool exceeds_its_limit() const {
        const auto dose = visit::number_of(dosage_.dose.low.value);
        if (!dose) return false;
        const auto over = [&](const visit::Quantity& most, double amount) {
            const auto limit = visit::number_of(most.value);
            return limit && visit::dose_unit_of(most) == dosage_.dose_unit && amount > *limit + 1e-9;
        };
        if (over(dosage_.max_per_administration, *dose)) return true;
        if (!dosage_.max_per_period) return false;
        const std::optional<visit::TimeSpan> time = time_of(dosage_.max_per_period->denominator);
        const double days = time ? std::min(1.0, days_of(*time)) : 0;
        return over(dosage_.max_per_period->numerator, *dose * std::max(1.0, doses_a_day() * days));
    }

    /// A weekly or monthly medicine names its day: patients have died of a daily dose (ISMP, methotrexate).
    void add_rare_days() {
        const Rhythm rhythm = rhythm_of(dosage_);
        const bool some_days = !dosage_.timing.weekdays.empty() && dosage_.timing.weekdays.size() < 7 &&
                               dosage_.agreement != visit::TextAgreement::differs;
        const double days = some_days ? std::max(7.0, days_of(rhythm.period)) : days_of(rhythm.period);
        if (days < 7 || dosage_.as_needed || dosage_.sig.as_needed || !is_by_mouth(dosage_)) return;
        if (rhythm.frequency >= days && !some_days) return;
        if (!rhythm.weekdays.empty() && days < 28) {
            std::vector<std::string> names;
            names.reserve(rhythm.weekdays.size());
            for (const visit::Weekday day : rhythm.weekdays)
                names.push_back(say_weekday(static_cast<int>(day), words_.visit));
            return alert("only-on-days", {{"days", {{words::join_list(names, words_.language()), words_.language()}}}});
        }
        alert(days >= 28 ? "ask-which-date" : rhythm.frequency > 1 ? "ask-which-days" : "ask-which-day");
    }

    void add_sides() {
        const auto named = [&](std::initializer_list<std::string_view> words) {
            return std::any_of(words.begin(), words.end(),
                               [&](std::string_view word) { return visit::text_holds(dosage_, word); });
        };
        if (dosage_.side != visit::Side::none || dosage_.sig.side != visit::Side::none || named({"affected"})) return;
        if ((dosage_.route == visit::Route::eye || named({"eye"})) && !named({"eyes"})) alert("ask-which-eye");
        if ((dosage_.route == visit::Route::ear || named({"ear"})) && !named({"ears"})) alert("ask-which-ear");
        const bool in_nose = dosage_.route == visit::Route::nasal && (dosage_.dose_unit == visit::DoseUnit::spray ||
                                                                      dosage_.dose_unit == visit::DoseUnit::drop);
        if (in_nose && !named({"nostril", "nostrils"})) alert("ask-which-nostril");
    }

    const visit::Dosage& dosage_;
    const SummaryWords& words_;
    DosageSpeaker here_, english_;
    DosageWords out_;
};

}  // namespace

bool DosageWords::asks(std::string_view key) const {
    return std::any_of(alerts.begin(), alerts.end(), [&](const DosageAlert& each) { return each.key == key; });
}

bool can_be_taken(const visit::QuantityRange& dose, visit::DoseUnit unit) {
    std::int64_t parts = 0;
    if (unit == visit::DoseUnit::tablet || unit == visit::DoseUnit::teaspoon || unit == visit::DoseUnit::tablespoon)
        parts = 4;
    else if (visit::is_counted_form(unit))
        parts = 1;
    else if (unit == visit::DoseUnit::unit)
        parts = 2;
    else if (unit == visit::DoseUnit::milliliter)
        parts = 100;
    return parts == 0 || (is_multiple(dose.low.value, parts) && is_multiple(dose.high.value, parts));
}

bool is_by_mouth(const visit::Dosage& dosage) {
    switch (dosage.route) {
        case visit::Route::oral:
        case visit::Route::sublingual:
        case visit::Route::buccal:
            return true;
        case visit::Route::none:
            break;
        default:
            return false;
    }
    // Without a route, everything that form, verb and text do not rule out.
    const auto is_elsewhere = [](visit::DoseUnit unit) {
        return unit == visit::DoseUnit::patch || unit == visit::DoseUnit::drop || unit == visit::DoseUnit::puff ||
               unit == visit::DoseUnit::spray || unit == visit::DoseUnit::suppository ||
               unit == visit::DoseUnit::application;
    };
    const bool verb = dosage.method == visit::Method::apply || dosage.method == visit::Method::inject ||
                      dosage.method == visit::Method::inhale || dosage.method == visit::Method::insert ||
                      dosage.method == visit::Method::instill || dosage.method == visit::Method::spray;
    const auto words = {"inject",        "apply",    "inhale",         "under the skin", "into a muscle",
                        "patch",         "insert",   "subcutaneously", "in the vagina",  "vaginally",
                        "in the rectum", "rectally", "spray",          "into a vein",    "topically"};
    const bool elsewhere_in_text = std::any_of(dosage.sig.amounts.begin(), dosage.sig.amounts.end(),
                                               [&](const visit::SigAmount& each) { return is_elsewhere(each.unit); });
    return !is_elsewhere(dosage.dose_unit) && !elsewhere_in_text && !verb &&
           std::none_of(words.begin(), words.end(), [&](const char* word) { return visit::text_holds(dosage, word); });
}

Pieces say_dose(const visit::QuantityRange& dose, visit::DoseUnit unit, const SummaryWords& words) {
    return DosageSpeaker(words, words.visit).dose(dose, unit).value_or(Pieces{});
}

DosageWords say_dosage(const visit::Dosage& dosage, const SummaryWords& words, DosageStyle style) {
    return DosageSayer(dosage, words, style).say();
}

}  // namespace carepress::visit_summary
