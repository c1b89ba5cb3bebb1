#include "summary/dosage_keys.h"

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

std::string_view action_key(const Dosage& dosage) {
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
        case Advice::empty_stomach:
            return "empty-stomach";
        case Advice::with_water:
            return "with-water";
        case Advice::may_cause_drowsiness:
            return "may-cause-drowsiness";
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
        case Advice::swallow_whole:
            return "swallow-whole";
        case Advice::avoid_sunlight:
            return "avoid-sunlight";
        case Advice::sparingly:
            return "sparingly";
        case Advice::until_finished:
            return "until-finished";
        case Advice::as_directed:
            return "as-directed";
    }
    return {};
}

}  // namespace carepress
