#pragma once

#include "job/job_context.h"
#include "xliff/document.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::job {

/// Which articles to send to translators: `carepress translate export` makes one from its options.
struct TranslateExportJob {
    std::vector<std::string> articles;  ///< codes, or files of the library
    std::string library;                ///< a folder; empty: the articles that come with the program
    std::string language = "en";        ///< BCP 47, of the originals that codes name
    std::string to;                     ///< BCP 47, what to translate them into
    std::string earlier;                ///< an XLIFF file to take translations from, where the original is unchanged
};

struct TranslateExportResult {
    JobStatus status = JobStatus::refused;  ///< refused: some article could not be sent; `files` has the others
    std::string source_language, target_language;
    std::vector<xliff::OutgoingFile> files;  ///< in the order of the job
    std::vector<Diagnostic> diagnostics;
};

/// Reads the articles and their translations, and makes units of them. Articles are of one language.
TranslateExportResult export_for_translation(const TranslateExportJob& job, JobContext& context);

/// What came back from translators.
struct TranslateImportJob {
    std::vector<std::string> files;  ///< XLIFF
    std::string library;             ///< a folder; empty: the articles that come with the program
    bool force = false;              ///< overwrites a translation that was changed since its file was made
    /// Takes what is a warning of check's: numbers and negations that differ. Somebody has looked at them.
    bool allow_differences = false;
};

enum class TranslationFate : std::uint8_t { added, updated, unchanged, refused };
std::string_view name_of(TranslationFate fate);

/// A picture of the original that the translation lacks.
struct PictureCopy {
    std::string from, to;
};

/// What becomes of an article that came back.
struct TranslatedArticle {
    TranslationFate fate = TranslationFate::refused;
    std::string source;  ///< the XLIFF file
    std::string code, title;
    std::string path;                     ///< of the translation; empty where it was refused before that was known
    std::string bytes;                    ///< to be written where it is added or updated
    std::vector<PictureCopy> pictures;    ///< to be copied then
    std::vector<Diagnostic> diagnostics;  ///< about places of the XLIFF file
};

struct TranslateImportResult {
    JobStatus status = JobStatus::refused;  ///< refused: some article was
    std::vector<TranslatedArticle> articles;
    std::vector<Diagnostic> diagnostics;  ///< about files that could not be read
};

/// Makes drafts of what came back, and writes nothing. An article is refused as a whole, with every reason: if a text
/// is missing or its original has changed, if codes differ, if numbers, doses, telephone numbers or negations do, if
/// the words are not of the language, or if the translation in the library was changed meanwhile.
TranslateImportResult import_translations(const TranslateImportJob& job, JobContext& context);

}  // namespace carepress::job
