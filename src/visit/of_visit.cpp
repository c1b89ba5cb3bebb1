#include "visit/of_visit.h"

#include "visit/concepts.h"

#include <algorithm>

namespace carepress {

bool is_of_visit(const Chart& chart, const Element& resource, const RecordTime& when) {
    const VisitRelation relation = chart.relation(resource);
    if (relation != VisitRelation::not_stated) return relation == VisitRelation::this_visit;
    const RecordPeriod& visit = chart.visit_period();
    if (!visit.start.stated() || when.precision < DatePrecision::day) return false;
    // Days as they are written: of a bundle whose times are in several zones, the instant decides, too.
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
    RecordTime ended = condition.date_time("abatementDateTime");
    if (!ended.stated()) ended = condition.period("abatementPeriod").start;
    return order_of(ended, chart.visit_period().start) == TimeOrder::before;
}

bool addresses_ended_conditions(const Chart& chart, const Element& resource) {
    int ended = 0;
    for (const Element& reference : resource.children("addresses")) {
        const Element condition = chart.follow(reference, {"Condition"});
        if (!condition.present() || !is_over(chart, condition)) return false;
        ++ended;
    }
    return ended > 0;
}

}  // namespace carepress
