#include "visit_summary/medicine_dosages.h"

#include "visit/record_time.h"
#include "visit_summary/dosage_words.h"

#include <algorithm>
#include <set>
#include <string>

namespace carepress::visit_summary {
namespace {

const std::vector<visit::DayMoment>& moments_of(const visit::Dosage& dosage) {
    return dosage.timing.moments.empty() ? dosage.sig.moments : dosage.timing.moments;
}

bool has_end(const visit::Dosage& dosage) {
    return dosage.timing.bounds_length.stated() || dosage.timing.bounds.end.stated() || dosage.timing.count ||
           dosage.sig.length.stated();
}

/// Each has moments or days of its own: they are parts of one day or week, whatever their numbers say.
bool are_parts_of_a_day(const std::vector<visit::Dosage>& dosages) {
    std::set<visit::DayMoment> moments;
    std::set<visit::Weekday> days;
    for (const visit::Dosage& dosage : dosages) {
        if (has_end(dosage)) return false;
        const std::vector<visit::DayMoment>& own = moments_of(dosage);
        const bool by_moment = !own.empty() && std::all_of(own.begin(), own.end(), [&](visit::DayMoment each) {
            return moments.insert(each).second;
        });
        const std::vector<visit::Weekday>& on = dosage.timing.weekdays;
        const bool by_day = !on.empty() && std::all_of(on.begin(), on.end(),
                                                       [&](visit::Weekday each) { return days.insert(each).second; });
        if (!by_moment && !by_day) return false;
    }
    return true;
}

/// Periods that follow each other without an overlap.
bool are_periods_in_turn(const std::vector<visit::Dosage>& dosages) {
    for (std::size_t i = 0; i < dosages.size(); ++i) {
        const visit::RecordPeriod& own = dosages[i].timing.bounds;
        if (!own.start.stated() || (!own.end.stated() && i + 1 < dosages.size())) return false;
        if (i > 0 && visit::order_of(own.start, dosages[i - 1].timing.bounds.end) == visit::TimeOrder::before)
            return false;
    }
    return true;
}

bool are_steps(const std::vector<visit::Dosage>& dosages) {
    if (dosages.size() < 2 || are_parts_of_a_day(dosages)) return false;
    const bool numbered = std::any_of(dosages.begin(), dosages.end(), [&](const visit::Dosage& each) {
        return each.sequence != dosages.front().sequence;
    });
    return numbered || are_periods_in_turn(dosages);
}

/// Several regular dosages at once are clear only if each has moments or days of its own.
bool are_unclear_together(const std::vector<visit::Dosage>& dosages) {
    const auto regular =
        std::count_if(dosages.begin(), dosages.end(), [](const visit::Dosage& each) { return !each.as_needed; });
    return regular > 1 && !are_parts_of_a_day(dosages);
}

class DosageLines {
public:
    DosageLines(TextBuilder& text, const SummaryWords& words) : text_(text), words_(words) {}

    void add(const visit::Dosage& dosage, std::string_view frame, DosageStyle style) {
        const DosageWords said = say_dosage(dosage, words_, style);
        if (!said.sentences.empty()) {
            const Pieces line = frame.empty()
                                    ? said.sentences
                                    : fill_pattern(words_.visit[frame], words_.language(), {{"step", said.sentences}});
            text_.line().add(line);
        }
        if (!said.written.empty())
            text_.line().add(
                fill_pattern(words_.visit["care-team-wrote"], words_.language(), {{"text", said.written}}));
        if (said.in_english) say("line-in-english");
        for (const DosageAlert& alert : said.alerts) {
            // Below its own line, as another line may be for the other days.
            if (alert.key != "only-on-days")
                add_alert(alert);
            else if (!whole_week_)
                text_.line().add(styled(alert.text));
        }
    }

    void ask(std::string_view key) { add_alert({key, {{words_.visit[key], words_.language()}}}); }

    /// Of the questions.
    std::vector<std::string_view> keys() const {
        std::vector<std::string_view> keys;
        keys.reserve(alerts_.size());
        for (const DosageAlert& each : alerts_) keys.push_back(each.key);
        return keys;
    }

    /// Whether the dosages together cover each day of the week.
    void set_whole_week(bool whole) { whole_week_ = whole; }

    void say(std::string_view key) { text_.line().add(words_.visit[key]); }

    void finish() {
        const bool all = asks("ask-how-to-take");
        std::stable_partition(alerts_.begin(), alerts_.end(),
                              [](const DosageAlert& each) { return each.key != "ask-how-to-take"; });
        for (const DosageAlert& alert : alerts_)
            if (!all || alert.key != "ask-how-much") text_.line().add(styled(alert.text));
    }

private:
    bool asks(std::string_view key) const {
        return std::any_of(alerts_.begin(), alerts_.end(), [&](const DosageAlert& each) { return each.key == key; });
    }
    void add_alert(const DosageAlert& alert) {
        if (!asks(alert.key)) alerts_.push_back(alert);
    }

    static Pieces styled(Pieces pieces) {
        for (Piece& piece : pieces) piece.styles |= article::inline_strong;
        return pieces;
    }

    TextBuilder& text_;
    const SummaryWords& words_;
    std::vector<DosageAlert> alerts_;  ///< the questions, in the order in which they came up
    bool whole_week_ = false;
};

void add_steps(DosageLines& lines, const std::vector<visit::Dosage>& dosages) {
    bool known_ends = true;
    for (std::size_t i = 0; i < dosages.size(); ++i) {
        const bool with_last = i > 0 && dosages[i].sequence == dosages[i - 1].sequence && dosages[i].sequence != 0;
        const bool is_first = i == 0 || (with_last && dosages[i].sequence == dosages.front().sequence);
        lines.add(dosages[i], is_first ? "step-first" : "step-then", {.is_step = true});
        // Two dosages of a later step: "Then: …" twice would put one after the other.
        known_ends &= is_first || !with_last;
        if (i + 1 == dosages.size()) break;
        known_ends &= has_end(dosages[i]);
        // Steps that overlap, if only by a day, or with one missing between them.
        const visit::RecordPeriod &own = dosages[i].timing.bounds, &next = dosages[i + 1].timing.bounds;
        const visit::TimeOrder order = visit::order_of(next.start, own.end);
        known_ends &= order != visit::TimeOrder::before && (order != visit::TimeOrder::same || own.end.has_time());
        known_ends &= dosages[i].sequence == 0 || dosages[i + 1].sequence - dosages[i].sequence <= 1;
    }
    if (!known_ends)
        lines.ask("ask-when-to-change");
    else if (has_end(dosages.back()))
        lines.say("step-stop");
}

void add_all(DosageLines& lines, const visit::Medicine& medicine) {
    const std::vector<visit::Dosage>& dosages = medicine.dosages;
    std::set<visit::Weekday> days;
    for (const visit::Dosage& each : dosages) days.insert(each.timing.weekdays.begin(), each.timing.weekdays.end());
    lines.set_whole_week(days.size() == 7);
    const bool one_text = dosages.size() > 1 && !dosages.front().text.empty() &&
                          std::all_of(dosages.begin(), dosages.end(), [&](const visit::Dosage& each) {
                              return each.text.text == dosages.front().text.text;
                          });
    if (one_text) {  // each part has the whole plan
        lines.add(dosages.front(), {}, {});
        lines.ask("ask-how-to-take");
    } else if (are_steps(dosages)) {
        add_steps(lines, dosages);
    } else {
        for (const visit::Dosage& dosage : dosages) lines.add(dosage, {}, {});
        if (are_unclear_together(dosages)) lines.ask("ask-how-to-take");
    }
    if (dosages.empty() || has_warning(medicine, visit::MedicineWarning::partly_unreadable) ||
        has_warning(medicine, visit::MedicineWarning::listed_twice))
        lines.ask("ask-how-to-take");
}

}  // namespace

bool has_warning(const visit::Medicine& medicine, visit::MedicineWarning warning) {
    return std::find(medicine.warnings.begin(), medicine.warnings.end(), warning) != medicine.warnings.end();
}

void add_dosages(TextBuilder& text, const visit::Medicine& medicine, const SummaryWords& words) {
    DosageLines lines(text, words);
    add_all(lines, medicine);
    lines.finish();
}

std::vector<std::string_view> alerts_about(const visit::Medicine& medicine, const SummaryWords& words) {
    TextBuilder nowhere(words.language());
    DosageLines lines(nowhere, words);
    add_all(lines, medicine);
    return lines.keys();
}

}  // namespace carepress::visit_summary
