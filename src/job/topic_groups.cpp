#include "job/topic_groups.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::job {
namespace {

// ICD-10-CM FY2026, Tabular List: the spans of its chapters. Their names are ours.
constexpr std::array<TopicGroup, 22> groups{{
    {"A00-B99", "Infections"},
    {"C00-D49", "Cancer and tumors"},
    {"D50-D89", "Blood and immune system"},
    {"E00-E89", "Diabetes, weight and hormones"},
    {"F01-F99", "Mental health"},
    {"G00-G99", "Brain and nerves"},
    {"H00-H59", "Eyes"},
    {"H60-H95", "Ears"},
    {"I00-I99", "Heart and blood vessels"},
    {"J00-J99", "Lungs and breathing"},
    {"K00-K95", "Stomach, bowels and teeth"},
    {"L00-L99", "Skin"},
    {"M00-M99", "Bones, joints and muscles"},
    {"N00-N99", "Kidneys, bladder and sexual organs"},
    {"O00-O9A", "Pregnancy and birth"},
    {"P00-P96", "Newborns"},
    {"Q00-Q99", "Conditions present at birth"},
    {"R00-R99", "Symptoms"},
    {"S00-T88", "Injuries, poisoning and allergies"},
    {"U00-U85", "COVID-19 and other special codes"},
    {"V00-Y99", "Accidents and their causes"},
    {"Z00-Z99", "Staying healthy and follow-up"},
}};

}  // namespace

std::span<const TopicGroup> topic_groups() { return groups; }

std::optional<std::size_t> topic_group_of(std::string_view icd10cm) {
    // A category is a letter and two digits or letters, of which digits come first: C7A comes after C79.
    if (icd10cm.size() < 3) return std::nullopt;
    const std::string category = ascii_lower(icd10cm.substr(0, 3));
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const TopicGroup& each) {
        return ascii_lower(each.first()) <= category && category <= ascii_lower(each.last());
    });
    if (group == groups.end()) return std::nullopt;
    return static_cast<std::size_t>(group - groups.begin());
}

}  // namespace carepress::job
