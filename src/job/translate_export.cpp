#include "article/front_matter.h"
#include "article/plain_text.h"
#include "article/read.h"
#include "base/digest.h"
#include "check/settings.h"
#include "job/translate_job.h"
#include "job/translation_place.h"
#include "xliff/translate.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

namespace carepress::job {
namespace {

/// What translators have to know of every article.
std::vector<std::string> notes_for_translators() {
    const check::CheckSettings settings;
    return {"Patient instructions: plain words that a reader of grade " +
                std::to_string(std::lround(settings.flesch_kincaid.warn)) +
                " (US schools) understands, and sentences of at most " + std::to_string(settings.longest_sentence) +
                " words.",
            "Codes are not translated: they stand for markup, for line breaks, for the article's own code, and for "
            "placeholders such as {emergency-number}, which become the number of the reader's country. Use each one of "
            "the source once in the target.",
            "Numbers, doses, units, telephone numbers, and words such as \"not\" and \"never\" have to say what the "
            "original says: the import compares them."};
}

/// Unique names of files in a document: the article's code, else the name of its file.
class FileNames {
public:
    std::string name(const OriginalArticle& original) {
        std::string name = original.article.metadata.code;
        if (name.empty()) name = std::filesystem::path(original.relative).stem().string();
        std::replace_if(
            name.begin(), name.end(),
            [](char c) {
                return c != '-' && c != '_' && c != '.' && (!article::belongs_to_word(c) || (c & 0x80) != 0);
            },
            '-');
        std::string unique = name;
        for (int n = 2; !taken_.insert(unique).second; ++n) unique = name + "-" + std::to_string(n);
        return unique;
    }

private:
    std::set<std::string> taken_;
};

/// Whether what there is may be taken as it is, and why not.
std::string reason_to_check(const article::Metadata& original, const article::Metadata& translation) {
    if (translation.updated.empty() || translation.updated >= original.updated) return {};
    return "The original is of " + original.updated + ", this translation of " + translation.updated +
           ": see whether it still says the same, then set its state to translated.";
}

xliff::OutgoingFile file_of(const OriginalArticle& original, const TranslationPlace& place, std::string id) {
    xliff::OutgoingFile file;
    file.id = std::move(id);
    file.code = original.article.metadata.code;
    file.original = original.relative;
    file.notes = notes_for_translators();
    std::optional<article::Article> translation;
    if (place.source) {
        Diagnostics unheard(*place.source);
        translation = article::read_article(*place.source, unheard);
        file.translation = hex(sha256(place.source->bytes));
    }
    file.units = xliff::units_of(original.article, translation ? &*translation : nullptr);
    file.texts = xliff::digest_of(file.units);
    const std::string reason =
        translation ? reason_to_check(original.article.metadata, translation->metadata) : std::string();
    const bool is_reviewed = translation && !translation->metadata.reviewed_by.empty();
    for (const xliff::Unit& unit : file.units) {
        file.reasons.push_back(unit.target ? reason
                               : unit.other_target.empty()
                                   ? std::string()
                                   : "The earlier translation has other markup than the original, so that it is not "
                                     "filled in.");
        file.states.push_back(!unit.target || !reason.empty() ? xliff::State::initial
                              : is_reviewed                   ? xliff::State::reviewed
                                                              : xliff::State::translated);
    }
    return file;
}

class Exporter {
public:
    Exporter(const TranslateExportJob& job, JobContext& context)
        : job_(job), places_(library_of_job(job.library, context.engine.resources()), context) {}

    TranslateExportResult run() {
        if (!read_languages()) return std::move(result_);
        const std::optional<xliff::ReadDocument> earlier = read_earlier();
        if (!job_.earlier.empty() && !earlier) return std::move(result_);
        FileNames names;
        bool is_whole = true;
        for (const std::string& name : job_.articles) {
            std::optional<xliff::OutgoingFile> file = make(name, names);
            is_whole = is_whole && file;
            if (!file) continue;
            if (earlier)
                for (const xliff::ReadFile& each : earlier->files)
                    if (each.code == file->code && (!file->code.empty() || each.original == file->original))
                        xliff::take_targets(each, *file);
            result_.files.push_back(*std::move(file));
        }
        if (is_whole && !result_.files.empty()) result_.status = JobStatus::done;
        return std::move(result_);
    }

private:
    bool refuse(DiagnosticCode code, std::string input, std::string message, std::string hint) {
        result_.diagnostics.push_back(job_error(code, std::move(input), std::move(message), std::move(hint)));
        return false;
    }

    bool read_languages() {
        const auto to = article::canonical_language(job_.to), from = article::canonical_language(job_.language);
        for (const auto& [tag, canonical] : {std::pair{job_.to, to}, std::pair{job_.language, from}})
            if (!canonical)
                return refuse("job/invalid-value"_code, {}, "\"" + tag + "\" is not a valid language",
                              "a language is a BCP 47 tag, such as es or zh-Hant");
        result_.source_language = *from;
        result_.target_language = *to;
        if (*to == *from)
            return refuse("job/invalid-value"_code, {}, "the articles are in " + *to + " already",
                          "name another language with --to, or that of the originals with --language");
        return true;
    }

    std::optional<xliff::ReadDocument> read_earlier() {
        if (job_.earlier.empty()) return std::nullopt;
        const Source source = read_source(job_.earlier, xliff::largest_xliff);
        Diagnostics diagnostics(source);
        std::optional<xliff::ReadDocument> read = xliff::read_xliff(source, diagnostics);
        if (read && read->target_language != result_.target_language) {
            diagnostics.error("xliff/language"_code, {}, "the file is a translation into " + read->target_language,
                              "name a file of the language " + result_.target_language);
            read.reset();
        }
        for (Diagnostic& each : diagnostics.take()) result_.diagnostics.push_back(std::move(each));
        return read;
    }

    std::optional<xliff::OutgoingFile> make(const std::string& name, FileNames& names) {
        const auto original = places_.original_named(name, result_.source_language, result_.diagnostics);
        if (!original) return std::nullopt;
        const std::string& language = original->article.metadata.language;
        if (language != result_.source_language) {
            refuse("translate/language"_code, name,
                   "the article is in " + language + ", not in " + result_.source_language,
                   "export articles of one language at a time, with --language");
            return std::nullopt;
        }
        const auto place = places_.translation(*original, result_.target_language, result_.diagnostics);
        if (!place) return std::nullopt;
        return file_of(*original, *place, names.name(*original));
    }

    const TranslateExportJob& job_;
    TranslationPlaces places_;
    TranslateExportResult result_;
};

}  // namespace

TranslateExportResult export_for_translation(const TranslateExportJob& job, JobContext& context) {
    TranslateExportResult result;
    run_steps(result, [&] { result = Exporter(job, context).run(); });
    return result;
}

}  // namespace carepress::job
