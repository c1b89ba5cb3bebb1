#include "job/visit_report.h"

#include "base/json_text.h"

#include <nlohmann/json.hpp>

namespace carepress::job {
namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;  ///< increases when a field changes its meaning, not when fields are added

Json as_json(const std::vector<engine::ReportItem>& items) {
    Json all = Json::array();
    for (const engine::ReportItem& item : items) {
        Json one{{"section", item.section}};
        if (!item.reason.empty()) one["reason"] = item.reason;
        if (!item.path.empty()) one["path"] = item.path;
        if (item.reason.empty()) one["count"] = item.count;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

std::string report_as_json(const engine::SummaryReport& report, bool written, int pages) {
    const Json json{{"version", version},
                    {"written", written},
                    {"pages", pages},
                    {"complete", report.omissions == 0},
                    {"omissions", report.omissions},
                    {"shown", as_json(report.shown)},
                    {"left_out", as_json(report.left_out)},
                    {"asked", as_json(report.asked)}};
    return json_text(json, 2) + "\n";
}

}  // namespace carepress::job
