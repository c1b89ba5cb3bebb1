#include "service/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <utility>
#include <vector>

namespace carepress::service {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

class Families {
public:
    void add_counter(std::string name, std::string help, double value) {
        ClientMetric metric;
        metric.counter.value = value;
        add(std::move(name), std::move(help), MetricType::Counter, {std::move(metric)});
    }
    void add_gauge(std::string name, std::string help, double value) {
        ClientMetric metric;
        metric.gauge.value = value;
        add(std::move(name), std::move(help), MetricType::Gauge, {std::move(metric)});
    }
    void add(std::string name, std::string help, MetricType type, std::vector<ClientMetric> metrics) {
        MetricFamily family;
        family.name = "carepress_" + std::move(name);
        family.help = std::move(help);
        family.type = type;
        family.metric = std::move(metrics);
        families_.push_back(std::move(family));
    }

    std::string text() const { return prometheus::TextSerializer().Serialize(families_); }

private:
    std::vector<MetricFamily> families_;
};

double seconds(const net::Counters::Count& microseconds) { return static_cast<double>(microseconds) / 1e6; }

void add_server(const net::Counters& counters, Families& families) {
    const auto value = [](const net::Counters::Count& count) { return static_cast<double>(count.load()); };
    families.add_counter("connections_total", "Connections accepted", value(counters.connections));
    families.add_gauge("connections", "Connections that are open", value(counters.open_connections));
    families.add_counter("refused_connections_total", "Connections beyond the limit",
                         value(counters.refused_connections));
    families.add_counter("requests_total", "Requests that were read", value(counters.requests));
    families.add_counter("refused_requests_total", "Requests that were malformed, too large or too slow",
                         value(counters.refused_requests));
    families.add_counter("busy_total", "Requests refused because a queue was full", value(counters.busy));
    families.add_counter("late_total", "Requests that took longer than they may", value(counters.late));
    families.add_counter("abandoned_total", "Requests whose client left", value(counters.abandoned));
    families.add_counter("failures_total", "Requests that failed by a fault of the service", value(counters.failures));
    families.add_gauge("queued", "Requests that wait for a worker", value(counters.queued));
    families.add_gauge("working", "Requests that are worked on", value(counters.working));
    families.add_counter("queue_seconds_total", "Time that requests waited for a worker",
                         seconds(counters.queue_microseconds));
    families.add_counter("work_seconds_total", "Time that workers worked", seconds(counters.work_microseconds));
    families.add_counter("sent_bytes_total", "Bytes sent", value(counters.bytes_sent));

    std::vector<ClientMetric> by_status;
    for (std::size_t status = 0; status < counters.by_status.size(); ++status) {
        if (counters.by_status[status] == 0) continue;
        ClientMetric metric;
        metric.label = {{"status", std::to_string(status)}};
        metric.counter.value = value(counters.by_status[status]);
        by_status.push_back(std::move(metric));
    }
    families.add("responses_total", "Responses by status code", MetricType::Counter, std::move(by_status));
}

}  // namespace

std::string metrics_text(const State& state) {
    Families families;
    const ServiceCounters& counters = state.counters;
    families.add_counter("searches_total", "Searches", static_cast<double>(counters.searches));
    families.add_counter("handouts_total", "PDFs that were given out", static_cast<double>(counters.handouts));
    families.add_counter("previews_total", "Previews that were made", static_cast<double>(counters.previews));
    families.add_counter("visits_total", "Visits that were opened", static_cast<double>(counters.visits));
    families.add_counter("refused_jobs_total", "Jobs that were refused", static_cast<double>(counters.refused_jobs));
    families.add_counter("cards_total", "Cards that were given by CDS Hooks", static_cast<double>(counters.cards));
    families.add_counter("accepted_cards_total", "Cards that users took up",
                         static_cast<double>(counters.accepted_cards));
    families.add_counter("overridden_cards_total", "Cards that users did not want",
                         static_cast<double>(counters.overridden_cards));
    families.add_counter("reloads_total", "Times that the library was loaded again",
                         static_cast<double>(state.library.reloads()));
    families.add_counter("failed_reloads_total", "Times that the library could not be loaded again",
                         static_cast<double>(state.library.failed_reloads()));
    families.add_counter("key_loads_total", "Times that other keys of tokens were loaded",
                         static_cast<double>(state.keys.loads()));
    families.add_counter("failed_key_loads_total", "Times that the keys of tokens could not be loaded",
                         static_cast<double>(state.keys.failures()));
    families.add_gauge("articles", "Articles of the library, each translation as one",
                       static_cast<double>(state.library.current()->catalog().entries().size()));
    if (state.server_counters != nullptr) add_server(*state.server_counters, families);
    return families.text();
}

}  // namespace carepress::service
