#include "cli/export_options.h"

#include "library/export.h"

namespace carepress::cli {
namespace {

std::string wrong_shard(const std::string& text) {
    return library::parse_shard(text) ? std::string()
                                      : "'" + text + "' is not a valid shard; write one such as 0/4, up to 3/4";
}

}  // namespace

std::vector<CommandOption> export_options(LibraryExport& options) {
    CommandOption layout = layout_option(options.job.layouts.front()), brand = brand_option(options.job.brands.front());
    layout.to = into(options.job.layouts);
    brand.to = into(options.job.brands);
    return {
        {.names = "LIBRARY",
         .help = "folder of articles: <language>/<name>.md",
         .to = into(options.job.library),
         .completion = Completion::folders},
        {.names = "-o,--output",
         .value = "FOLDER",
         .help = "folder for <brand>/<language>/<layout>/<code>.pdf, manifest.jsonl and index.html",
         .more = "It is made if it is missing.",
         .to = into(options.output),
         .group = OptionGroup::output,
         .completion = Completion::folders,
         .required = true},
        language_option(into(options.job.languages), "export articles in this language only"),
        language_notice_option(options.job.language_notice),
        layout,
        brand,
        standard_option(options.standard),
        {.names = "--require-status",
         .help = "hold back articles that state no status; else they count as approved",
         .to = into(options.job.require_status)},
        {.names = "--include-drafts",
         .help = "press proofs of drafts, too: they say DRAFT on every page, and go to a folder of their own",
         .to = into(options.job.include_drafts)},
        {.names = "--as-of",
         .value = "DATE",
         .help = "the day that embargo and expiry are compared with, instead of today",
         .to = into(options.job.as_of),
         .wrong = wrong_date},
        {.names = "--allow-removals",
         .help = "remove the outputs of any number of articles that are gone",
         .more = "By default nothing of a language is removed if that would be more than one article and more than 5 % "
                 "or 20 of its outputs.",
         .to = into(options.allow_removals),
         .group = OptionGroup::output},
        {.names = "-n,--dry-run",
         .help = "write and remove nothing: name each file that would be added, changed or removed",
         .to = into(options.dry_run),
         .group = OptionGroup::output},
        {.names = "--jobs",
         .value = "NUMBER",
         .help = "threads that press, instead of one for each processor",
         .to = into(options.threads, 1, 1024),
         .group = OptionGroup::output},
        {.names = "--shard",
         .value = "i/N",
         .help = "export one of N parts of the library, i from 0, by hash of the code",
         .more = "All parts share the folder.",
         .to = into(options.shard),
         .group = OptionGroup::output,
         .wrong = wrong_shard},
        {.names = "--verify",
         .help = "export nothing: compare the files, and `LIBRARY` if it is named, with the manifest",
         .to = into(options.verify),
         .group = OptionGroup::output},
        format_option(options.messages, "print messages and a summary as text, or a report as JSON on standard output"),
        {.names = "-v,--verbose",
         .help = "name each file that is added, changed or removed",
         .to = into(options.verbose),
         .group = OptionGroup::output},
        quiet_option(options.quiet, "print errors only"),
        job_option(options.job_option),
        print_job_option(options.job_option),
    };
}

}  // namespace carepress::cli
