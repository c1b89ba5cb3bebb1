#include "visit/of_visit.h"

#include "visit/concepts.h"
#include "visit/word_lists.h"

#include <algorithm>

namespace carepress::visit {

bool is_of_visit(const Chart& chart, const Element& resource, const RecordTime& when) {
    const VisitRelation relation = chart.relation(resource);
    if (relation != VisitRelation::not_stated) return relation == VisitRelation::this_visit;
    const RecordPeriod& visit = chart.visit_period();
    if (!visit.start.stated() || when.precision < DatePrecision::day) return false;
    // By the days as they are written; in a bundle with times in several zones, also by the instant.
    const RecordTime& end = visit.end.stated() ? visit.end : visit.start;
    if (when.date() >= visit.start.date() && (chart.in_progress() || when.date() <= end.date())) return true;
    const TimeOrder begun = order_of(when, visit.start), ended = order_of(when, end);
    return (begun == TimeOrder::after || begun == TimeOrder::same) &&
           (ended == TimeOrder::before || ended == TimeOrder::same);
}

RecordTime time_of(const Element& resource, const std::string& name) {
    RecordTime time = resource.date_time(name + "DateTime");
    if (!time.stated()) time = resource.date_time(name + "Instant");
    if (!time.stated()) time = resource.period(name + "Period").start;
    return time;
}

bool is_over(const Chart& chart, const Element& condition) {
    const Element status = condition.child("clinicalStatus");
    for (const std::string_view code : {"resolved", "inactive", "remission"})
        if (has_coding(status, code)) return true;
    return order_of(time_of(condition, "abatement"), chart.visit_period().start) == TimeOrder::before;
}

bool is_for_ended_conditions(const Chart& chart, const Element& resource, std::string_view references) {
    const std::vector<Element> all = resource.children(references);
    return !all.empty() && std::all_of(all.begin(), all.end(), [&](const Element& reference) {
        const Element condition = chart.follow(reference, {"Condition"});
        return condition.present() && is_over(chart, condition);
    });
}

RecordPeriod occurrence_of(const Element& request) {
    const RecordTime time = request.date_time("occurrenceDateTime");
    return time.stated() ? RecordPeriod{time, {}} : request.period("occurrencePeriod");
}

bool is_order(const Element& request) {
    return is_one_of(request.code("intent"),
                     {"order", "original-order", "reflex-order", "filler-order", "instance-order"});
}

}  // namespace carepress::visit
