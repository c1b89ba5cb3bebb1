#include "cli/export_output.h"

#include "base/numbers.h"
#include "base/visible_text.h"
#include "cli/json_output.h"
#include "cli/progress.h"

#include <cstdint>
#include <cstdio>

namespace carepress::cli {
namespace {

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return with_commas(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string_view name_of(library::FileChange change) {
    switch (change) {
        case library::FileChange::added:
            return "added";
        case library::FileChange::changed:
            return "changed";
        case library::FileChange::removed:
            return "removed";
        case library::FileChange::kept:
            return "kept";
    }
    return {};
}

std::string_view name_of(library::Fault fault) {
    switch (fault) {
        case library::Fault::missing:
            return "missing";
        case library::Fault::changed:
            return "changed";
        case library::Fault::outdated:
            return "outdated";
        case library::Fault::refused:
            return "refused";
        case library::Fault::stranger:
            return "stranger";
    }
    return {};
}

std::string summary_of(const library::ExportReport& report, const std::string& output, double seconds) {
    const std::size_t there = report.added + report.changed + report.unchanged;
    std::string text = report.interrupted ? with_commas(there) + " of " + counted(report.outputs, "handout", "handouts")
                                          : counted(report.outputs, "handout", "handouts") + " of " +
                                                counted(report.articles, "article", "articles");
    if (report.proofs > 0) text += ", " + with_commas(report.proofs) + " of them proofs,";
    text += " in " + visible(output) + ": " + with_commas(report.added) + " added, " + with_commas(report.changed) +
            " changed, " + with_commas(report.unchanged) + " unchanged, " + with_commas(report.removed) + " removed";
    if (report.refused > 0) text += ", " + with_commas(report.refused) + " refused";
    if (report.kept > 0) text += ", " + with_commas(report.kept) + " kept that have no article";
    if (!report.held.empty()) text += "; " + counted(report.held.size(), "article", "articles") + " held back";
    if (report.skipped > 0) text += "; " + with_commas(report.skipped) + " in two languages left out";
    text += "; " + duration_text(seconds);
    const std::size_t pressed = report.added + report.changed;
    if (pressed == 0) return text;
    return text + ", " + with_commas(static_cast<std::uint64_t>(static_cast<double>(pressed) / seconds)) + "/s, " +
           counted(report.pages, "page", "pages") + ", " + with_commas(report.bytes / 1'000'000) + " MB";
}

std::string list_of_articles(const std::string& heading, const std::vector<std::string>& articles, const char* more) {
    constexpr std::size_t most_named = 50;
    if (articles.empty()) return {};
    std::string text = heading;
    for (std::size_t i = 0; i < articles.size() && i < most_named; ++i)
        text.append("\n  ").append(visible(articles[i]));
    if (articles.size() > most_named) text.append("\n  and more: see ").append(more);
    return text;
}

std::string as_json(const library::ExportReport& report, const ChangedFiles& files) {
    JsonOutput::Array held;
    for (const library::HeldArticle& each : report.held)
        held.push_back(JsonOutput::object({{"article", each.path}, {"reason", each.reason}}));
    JsonOutput changes = JsonOutput::object({});
    for (const library::FileChange change : {library::FileChange::added, library::FileChange::changed,
                                             library::FileChange::removed, library::FileChange::kept}) {
        const auto of_change = files.find(change);
        changes.set(std::string(name_of(change)),
                    of_change == files.end() ? std::vector<std::string>() : of_change->second);
    }
    return JsonOutput::object({{"articles", report.articles},
                               {"outputs", report.outputs},
                               {"added", report.added},
                               {"changed", report.changed},
                               {"unchanged", report.unchanged},
                               {"removed", report.removed},
                               {"kept", report.kept},
                               {"refused", report.refused},
                               {"skipped", report.skipped},
                               {"proofs", report.proofs},
                               {"pages", report.pages},
                               {"bytes", report.bytes},
                               {"interrupted", report.interrupted},
                               {"files", std::move(changes)},
                               {"held", std::move(held)},
                               {"passed_over", report.passed_over},
                               {"refused_articles", report.refused_articles},
                               {"without_english", report.without_english}})
        .text();
}

std::string summary_of(const library::VerifyReport& report) {
    std::string text = counted(report.files, "file is", "files are") + " as the manifest says";
    if (report.unreadable_lines > 0)
        text += "; " + counted(report.unreadable_lines, "line of it is", "lines of it are") +
                " not JSON that an export wrote";
    if (!report.ok()) text += "; export again to fix the rest";
    return text;
}

std::string as_json(const VerifyOutput& output) {
    JsonOutput::Array faults;
    for (const auto& [fault, file] : output.faults)
        faults.push_back(JsonOutput::object({{"fault", name_of(fault)}, {"file", file}}));
    return JsonOutput::object({{"files", output.report.files},
                               {"unreadable_lines", output.report.unreadable_lines},
                               {"faults", std::move(faults)}})
        .text();
}

}  // namespace carepress::cli
