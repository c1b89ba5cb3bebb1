#include "visit_summary/dosage_keys.h"

#include "base/ascii.h"

#include <string>

namespace carepress::visit_summary {

std::string_view unit_key(visit::DoseUnit unit) {
    switch (unit) {
        case visit::DoseUnit::tablet:
            return "tablets";
        case visit::DoseUnit::capsule:
            return "capsules";
        case visit::DoseUnit::drop:
            return "drops";
        case visit::DoseUnit::puff:
            return "puffs";
        case visit::DoseUnit::spray:
            return "sprays";
        case visit::DoseUnit::patch:
            return "patches";
        case visit::DoseUnit::suppository:
            return "suppositories";
        case visit::DoseUnit::lozenge:
            return "lozenges";
        case visit::DoseUnit::application:
            return "applications";
        case visit::DoseUnit::sachet:
            return "sachets";
        case visit::DoseUnit::unit:
            return "units";
        case visit::DoseUnit::teaspoon:
            return "teaspoons";
        case visit::DoseUnit::tablespoon:
            return "tablespoons";
        default:
            return {};
    }
}

std::string_view unit_sign(visit::DoseUnit unit) {
    switch (unit) {
        case visit::DoseUnit::milliliter:
            return "mL";
        case visit::DoseUnit::liter:
            return "L";
        case visit::DoseUnit::milligram:
            return "mg";
        case visit::DoseUnit::microgram:
            return "mcg";
        case visit::DoseUnit::gram:
            return "g";
        case visit::DoseUnit::milliequivalent:
            return "mEq";
        default:
            return {};
    }
}

std::string_view route_key(visit::Route route) {
    switch (route) {
        case visit::Route::oral:
            return "by-mouth";
        case visit::Route::sublingual:
            return "under-tongue";
        case visit::Route::buccal:
            return "in-cheek";
        case visit::Route::topical:
        case visit::Route::transdermal:
            return "on-skin";
        case visit::Route::inhaled:
            return "inhaled";
        case visit::Route::nasal:
            return "in-nose";
        case visit::Route::eye:
            return "in-eye";
        case visit::Route::ear:
            return "in-ear";
        case visit::Route::rectal:
            return "in-rectum";
        case visit::Route::vaginal:
            return "in-vagina";
        case visit::Route::subcutaneous:
            return "under-skin";
        case visit::Route::intramuscular:
            return "in-muscle";
        case visit::Route::intravenous:
            return "in-vein";
        default:
            return {};
    }
}

std::string_view sided_route_key(const visit::Dosage& dosage) {
    const auto of = [&](std::string_view left, std::string_view right, std::string_view both) -> std::string_view {
        switch (dosage.side) {
            case visit::Side::left:
                return left;
            case visit::Side::right:
                return right;
            case visit::Side::both:
                return both;
            case visit::Side::none:
                return {};
        }
        return {};
    };
    if (dosage.route == visit::Route::eye) return of("left-eye", "right-eye", "both-eyes");
    if (dosage.route == visit::Route::ear) return of("left-ear", "right-ear", "both-ears");
    return dosage.route == visit::Route::nasal ? of("left-nostril", "right-nostril", "each-nostril")
                                               : std::string_view();
}

std::string_view site_key(const visit::Dosage& dosage) {
    const std::string words = ascii_lower(dosage.site.name.text);
    const bool affected = words == "affected area" || words == "affected areas" || words == "affected skin" ||
                          words == "the affected area";
    return affected ? std::string_view("on-affected-skin") : std::string_view();
}

std::string_view one_time_key(std::string_view action) {
    if (action == "take") return "take-one-time";
    if (action == "inject") return "inject-one-time";
    return action == "use" ? "use-one-time" : std::string_view();
}

std::string_view action_key(const visit::Dosage& dosage) {
    const bool into_opening =
        dosage.route == visit::Route::eye || dosage.route == visit::Route::ear || dosage.route == visit::Route::nasal;
    if (dosage.dose_unit == visit::DoseUnit::patch) return "apply-patch";
    if (dosage.dose_unit == visit::DoseUnit::drop && into_opening) return "put-drops";
    switch (dosage.method) {
        case visit::Method::take:
        case visit::Method::swallow:
            return "take";
        case visit::Method::chew:
            return "chew";
        case visit::Method::apply:
            return "apply";
        case visit::Method::inject:
            return "inject";
        case visit::Method::inhale:
            return "inhale";
        case visit::Method::insert:
        case visit::Method::instill:
        case visit::Method::spray:
        case visit::Method::other:
            return "use";
        case visit::Method::none:
            break;
    }
    switch (dosage.route) {
        case visit::Route::oral:
        case visit::Route::sublingual:
        case visit::Route::buccal:
            return "take";
        case visit::Route::topical:
        case visit::Route::transdermal:
            return "apply";
        case visit::Route::inhaled:
            return "inhale";
        case visit::Route::subcutaneous:
        case visit::Route::intramuscular:
        case visit::Route::intravenous:
            return "inject";
        case visit::Route::none:
            return dosage.dose_unit == visit::DoseUnit::tablet || dosage.dose_unit == visit::DoseUnit::capsule ? "take"
                                                                                                               : "use";
        default:
            return "use";
    }
}

std::string_view moment_key(visit::DayMoment moment) {
    switch (moment) {
        case visit::DayMoment::morning:
            return "in-morning";
        case visit::DayMoment::early_morning:
            return "early-in-morning";
        case visit::DayMoment::late_morning:
            return "late-in-morning";
        case visit::DayMoment::noon:
            return "at-noon";
        case visit::DayMoment::afternoon:
            return "in-afternoon";
        case visit::DayMoment::early_afternoon:
            return "early-in-afternoon";
        case visit::DayMoment::late_afternoon:
            return "late-in-afternoon";
        case visit::DayMoment::evening:
            return "in-evening";
        case visit::DayMoment::early_evening:
            return "early-in-evening";
        case visit::DayMoment::late_evening:
            return "late-in-evening";
        case visit::DayMoment::night:
            return "at-night";
        case visit::DayMoment::after_sleep:
            return "after-sleep";
        case visit::DayMoment::bedtime:
            return "at-bedtime";
        case visit::DayMoment::waking:
            return "on-waking";
        case visit::DayMoment::with_meal:
            return "with-meals";
        case visit::DayMoment::with_breakfast:
            return "with-breakfast";
        case visit::DayMoment::with_lunch:
            return "with-lunch";
        case visit::DayMoment::with_dinner:
            return "with-dinner";
        case visit::DayMoment::before_meal:
            return "before-meals";
        case visit::DayMoment::before_breakfast:
            return "before-breakfast";
        case visit::DayMoment::before_lunch:
            return "before-lunch";
        case visit::DayMoment::before_dinner:
            return "before-dinner";
        case visit::DayMoment::after_meal:
            return "after-meals";
        case visit::DayMoment::after_breakfast:
            return "after-breakfast";
        case visit::DayMoment::after_lunch:
            return "after-lunch";
        case visit::DayMoment::after_dinner:
            return "after-dinner";
    }
    return {};
}

std::string_view advice_key(visit::Advice advice) {
    switch (advice) {
        case visit::Advice::with_food:
        case visit::Advice::other:
            return {};
        case visit::Advice::after_food:
            return "after-food";
        case visit::Advice::with_or_after_food:
            return "with-or-after-food";
        case visit::Advice::before_food:
            return "before-food";
        case visit::Advice::half_hour_before_food:
            return "half-hour-before-food";
        case visit::Advice::empty_stomach:
            return "empty-stomach";
        case visit::Advice::with_water:
            return "with-water";
        case visit::Advice::may_make_sleepy:
            return "may-make-sleepy";
        case visit::Advice::sleepy_no_driving:
            return "sleepy-no-driving";
        case visit::Advice::sleepy_no_driving_no_alcohol:
            return "sleepy-no-driving-no-alcohol";
        case visit::Advice::sleepy_next_day:
            return "sleepy-next-day";
        case visit::Advice::no_alcohol:
            return "no-alcohol";
        case visit::Advice::complete_the_course:
            return "complete-the-course";
        case visit::Advice::regular_intervals:
            return "regular-intervals";
        case visit::Advice::shake_well:
            return "shake-well";
        case visit::Advice::dissolve:
            return "dissolve";
        case visit::Advice::melt_under_tongue:
            return "melt-under-tongue";
        case visit::Advice::melt_under_tongue_keep_closed:
            return "melt-under-tongue-keep-closed";
        case visit::Advice::suck_or_chew:
            return "suck-or-chew";
        case visit::Advice::swallow_whole:
            return "swallow-whole";
        case visit::Advice::do_not_crush:
            return "do-not-crush";
        case visit::Advice::avoid_sunlight:
            return "avoid-sunlight";
        case visit::Advice::sparingly:
            return "sparingly";
        case visit::Advice::external_use:
            return "external-use";
        case visit::Advice::until_finished:
            return "until-finished";
        case visit::Advice::then_stop:
            return "then-stop";
        case visit::Advice::do_not_stop:
            return "do-not-stop";
        case visit::Advice::as_directed:
            return "as-directed";
        case visit::Advice::follow_leaflet:
            return "follow-leaflet";
        case visit::Advice::use_with_care:
            return "use-with-care";
        case visit::Advice::contains_aspirin:
            return "contains-aspirin";
        case visit::Advice::contains_aspirin_like:
            return "contains-aspirin-like";
        case visit::Advice::no_other_aspirin:
            return "no-other-aspirin";
        case visit::Advice::no_other_acetaminophen:
            return "no-other-acetaminophen";
        case visit::Advice::contains_aspirin_acetaminophen:
            return "contains-aspirin-acetaminophen";
        case visit::Advice::at_most_2_and_8:
            return "at-most-2-and-8";
        case visit::Advice::no_antacids:
            return "no-antacids";
        case visit::Advice::no_antacids_iron_zinc:
            return "no-antacids-iron-zinc";
        case visit::Advice::no_milk_antacids_iron_zinc:
            return "no-milk-antacids-iron-zinc";
        case visit::Advice::no_grapefruit:
            return "no-grapefruit";
        case visit::Advice::may_color_urine:
            return "may-color-urine";
        case visit::Advice::rinse_mouth:
            return "rinse-mouth";
        case visit::Advice::stay_upright:
            return "stay-upright";
        case visit::Advice::refrigerate:
            return "refrigerate";
        case visit::Advice::flammable:
            return "flammable";
    }
    return {};
}

}  // namespace carepress::visit_summary
