#include "visit_summary/dosage_keys.h"

#include "base/ascii.h"

#include <string>

namespace carepress {

std::string_view unit_key(DoseUnit unit) {
    switch (unit) {
        case DoseUnit::tablet:
            return "tablets";
        case DoseUnit::capsule:
            return "capsules";
        case DoseUnit::drop:
            return "drops";
        case DoseUnit::puff:
            return "puffs";
        case DoseUnit::spray:
            return "sprays";
        case DoseUnit::patch:
            return "patches";
        case DoseUnit::suppository:
            return "suppositories";
        case DoseUnit::lozenge:
            return "lozenges";
        case DoseUnit::application:
            return "applications";
        case DoseUnit::sachet:
            return "sachets";
        case DoseUnit::unit:
            return "units";
        case DoseUnit::teaspoon:
            return "teaspoons";
        case DoseUnit::tablespoon:
            return "tablespoons";
        default:
            return {};
    }
}

std::string_view unit_sign(DoseUnit unit) {
    switch (unit) {
        case DoseUnit::milliliter:
            return "mL";
        case DoseUnit::liter:
            return "L";
        case DoseUnit::milligram:
            return "mg";
        case DoseUnit::microgram:
            return "mcg";
        case DoseUnit::gram:
            return "g";
        case DoseUnit::milliequivalent:
            return "mEq";
        default:
            return {};
    }
}

std::string_view route_key(Route route) {
    switch (route) {
        case Route::oral:
            return "by-mouth";
        case Route::sublingual:
            return "under-tongue";
        case Route::buccal:
            return "in-cheek";
        case Route::topical:
        case Route::transdermal:
            return "on-skin";
        case Route::inhaled:
            return "inhaled";
        case Route::nasal:
            return "in-nose";
        case Route::eye:
            return "in-eye";
        case Route::ear:
            return "in-ear";
        case Route::rectal:
            return "in-rectum";
        case Route::vaginal:
            return "in-vagina";
        case Route::subcutaneous:
            return "under-skin";
        case Route::intramuscular:
            return "in-muscle";
        case Route::intravenous:
            return "in-vein";
        default:
            return {};
    }
}

std::string_view sided_route_key(const Dosage& dosage) {
    const auto of = [&](std::string_view left, std::string_view right, std::string_view both) -> std::string_view {
        switch (dosage.side) {
            case Side::left:
                return left;
            case Side::right:
                return right;
            case Side::both:
                return both;
            case Side::none:
                return {};
        }
        return {};
    };
    if (dosage.route == Route::eye) return of("left-eye", "right-eye", "both-eyes");
    if (dosage.route == Route::ear) return of("left-ear", "right-ear", "both-ears");
    return dosage.route == Route::nasal ? of("left-nostril", "right-nostril", "each-nostril") : std::string_view();
}

std::string_view site_key(const Dosage& dosage) {
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

std::string_view action_key(const Dosage& dosage) {
    const bool into_opening = dosage.route == Route::eye || dosage.route == Route::ear || dosage.route == Route::nasal;
    if (dosage.dose_unit == DoseUnit::patch) return "apply-patch";
    if (dosage.dose_unit == DoseUnit::drop && into_opening) return "put-drops";
    switch (dosage.method) {
        case Method::take:
        case Method::swallow:
            return "take";
        case Method::chew:
            return "chew";
        case Method::apply:
            return "apply";
        case Method::inject:
            return "inject";
        case Method::inhale:
            return "inhale";
        case Method::insert:
        case Method::instill:
        case Method::spray:
        case Method::other:
            return "use";
        case Method::none:
            break;
    }
    switch (dosage.route) {
        case Route::oral:
        case Route::sublingual:
        case Route::buccal:
            return "take";
        case Route::topical:
        case Route::transdermal:
            return "apply";
        case Route::inhaled:
            return "inhale";
        case Route::subcutaneous:
        case Route::intramuscular:
        case Route::intravenous:
            return "inject";
        case Route::none:
            return dosage.dose_unit == DoseUnit::tablet || dosage.dose_unit == DoseUnit::capsule ? "take" : "use";
        default:
            return "use";
    }
}

std::string_view moment_key(DayMoment moment) {
    switch (moment) {
        case DayMoment::morning:
            return "in-morning";
        case DayMoment::early_morning:
            return "early-in-morning";
        case DayMoment::late_morning:
            return "late-in-morning";
        case DayMoment::noon:
            return "at-noon";
        case DayMoment::afternoon:
            return "in-afternoon";
        case DayMoment::early_afternoon:
            return "early-in-afternoon";
        case DayMoment::late_afternoon:
            return "late-in-afternoon";
        case DayMoment::evening:
            return "in-evening";
        case DayMoment::early_evening:
            return "early-in-evening";
        case DayMoment::late_evening:
            return "late-in-evening";
        case DayMoment::night:
            return "at-night";
        case DayMoment::after_sleep:
            return "after-sleep";
        case DayMoment::bedtime:
            return "at-bedtime";
        case DayMoment::waking:
            return "on-waking";
        case DayMoment::with_meal:
            return "with-meals";
        case DayMoment::with_breakfast:
            return "with-breakfast";
        case DayMoment::with_lunch:
            return "with-lunch";
        case DayMoment::with_dinner:
            return "with-dinner";
        case DayMoment::before_meal:
            return "before-meals";
        case DayMoment::before_breakfast:
            return "before-breakfast";
        case DayMoment::before_lunch:
            return "before-lunch";
        case DayMoment::before_dinner:
            return "before-dinner";
        case DayMoment::after_meal:
            return "after-meals";
        case DayMoment::after_breakfast:
            return "after-breakfast";
        case DayMoment::after_lunch:
            return "after-lunch";
        case DayMoment::after_dinner:
            return "after-dinner";
    }
    return {};
}

std::string_view advice_key(Advice advice) {
    switch (advice) {
        case Advice::with_food:
        case Advice::other:
            return {};
        case Advice::after_food:
            return "after-food";
        case Advice::with_or_after_food:
            return "with-or-after-food";
        case Advice::before_food:
            return "before-food";
        case Advice::half_hour_before_food:
            return "half-hour-before-food";
        case Advice::empty_stomach:
            return "empty-stomach";
        case Advice::with_water:
            return "with-water";
        case Advice::may_make_sleepy:
            return "may-make-sleepy";
        case Advice::sleepy_no_driving:
            return "sleepy-no-driving";
        case Advice::sleepy_no_driving_no_alcohol:
            return "sleepy-no-driving-no-alcohol";
        case Advice::sleepy_next_day:
            return "sleepy-next-day";
        case Advice::no_alcohol:
            return "no-alcohol";
        case Advice::complete_the_course:
            return "complete-the-course";
        case Advice::regular_intervals:
            return "regular-intervals";
        case Advice::shake_well:
            return "shake-well";
        case Advice::dissolve:
            return "dissolve";
        case Advice::melt_under_tongue:
            return "melt-under-tongue";
        case Advice::melt_under_tongue_keep_closed:
            return "melt-under-tongue-keep-closed";
        case Advice::suck_or_chew:
            return "suck-or-chew";
        case Advice::swallow_whole:
            return "swallow-whole";
        case Advice::do_not_crush:
            return "do-not-crush";
        case Advice::avoid_sunlight:
            return "avoid-sunlight";
        case Advice::sparingly:
            return "sparingly";
        case Advice::external_use:
            return "external-use";
        case Advice::until_finished:
            return "until-finished";
        case Advice::then_stop:
            return "then-stop";
        case Advice::do_not_stop:
            return "do-not-stop";
        case Advice::as_directed:
            return "as-directed";
        case Advice::follow_leaflet:
            return "follow-leaflet";
        case Advice::use_with_care:
            return "use-with-care";
        case Advice::contains_aspirin:
            return "contains-aspirin";
        case Advice::contains_aspirin_like:
            return "contains-aspirin-like";
        case Advice::no_other_aspirin:
            return "no-other-aspirin";
        case Advice::no_other_acetaminophen:
            return "no-other-acetaminophen";
        case Advice::contains_aspirin_acetaminophen:
            return "contains-aspirin-acetaminophen";
        case Advice::at_most_2_and_8:
            return "at-most-2-and-8";
        case Advice::no_antacids:
            return "no-antacids";
        case Advice::no_antacids_iron_zinc:
            return "no-antacids-iron-zinc";
        case Advice::no_milk_antacids_iron_zinc:
            return "no-milk-antacids-iron-zinc";
        case Advice::no_grapefruit:
            return "no-grapefruit";
        case Advice::may_color_urine:
            return "may-color-urine";
        case Advice::rinse_mouth:
            return "rinse-mouth";
        case Advice::stay_upright:
            return "stay-upright";
        case Advice::refrigerate:
            return "refrigerate";
        case Advice::flammable:
            return "flammable";
    }
    return {};
}

}  // namespace carepress
