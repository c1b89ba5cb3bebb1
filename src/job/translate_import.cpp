#include "article/check_scripts.h"
#include "article/decode_text.h"
#include "article/each_text.h"
#include "article/likely_language.h"
#include "base/digest.h"
#include "base/inside_folder.h"
#include "base/language.h"
#include "check/translation_facts.h"
#include "job/translate_job.h"
#include "job/translation_place.h"
#include "xliff/translate.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

namespace carepress::job {
namespace fs = std::filesystem;

namespace {

/// The facts of each text alone, so that a number of another paragraph does not make up for a wrong one.
std::vector<check::SectionFacts> facts_by_text(const article::Article& article, std::string_view source) {
    std::vector<check::SectionFacts> facts;
    article::Article one;
    one.metadata.language = article.metadata.language;
    const auto add = [&](article::InlineText text) {
        one.blocks.assign(1, {});
        one.blocks.front().content = article::Paragraph{std::move(text)};
        facts.push_back(check::facts_of(one, source).front());
    };
    const auto add_plain = [&](const std::string& text) {
        article::InlineText words;
        words.text = text;
        words.runs.push_back({0, static_cast<std::uint32_t>(text.size()), 0, no_index, no_index, {}});
        add(std::move(words));
    };
    add_plain(article.metadata.title);
    article::EachText each([&](const auto& text, std::string_view language) {
        if (!language.empty()) return;
        if constexpr (std::is_same_v<std::decay_t<decltype(text)>, article::InlineText>)
            add(text);
        else
            add_plain(text);
    });
    each.all(article.blocks);
    add_plain(article.own_disclaimer);
    return facts;
}

/// A translation that came back, from its file to a place in the library.
class Importer {
public:
    Importer(const TranslateImportJob& job, const TranslationPlaces& places, const Source& source,
             const xliff::ReadDocument& document)
        : job_(job), places_(places), source_(source), document_(document), diagnostics_(source) {}

    TranslatedArticle run(const xliff::ReadFile& file) {
        article_.source = source_.name;
        article_.code = file.code;
        article_.title = file.code.empty() ? file.original : file.code;
        place(file);
        for (Diagnostic& each : diagnostics_.take()) article_.diagnostics.push_back(std::move(each));
        return std::move(article_);
    }

private:
    void place(const xliff::ReadFile& file) {
        std::vector<Diagnostic>& found = article_.diagnostics;
        const auto original = file.code.empty() ? places_.original_at(file.original, found)
                                                : places_.original_of_code(file.code, document_.source_language, found);
        if (!original) return;
        const auto translated =
            xliff::translated_article(original->article, file, document_.target_language, diagnostics_);
        if (!translated) return;
        check_language(*translated, original->article);
        const bool is_same = compare_facts(*translated, *original);
        if (diagnostics_.has_errors() || !is_same) return;
        const auto bytes = xliff::proven_markdown(*translated, diagnostics_);
        const auto place = places_.translation(*original, document_.target_language, found);
        if (!bytes || !place) return;
        article_.title = translated->metadata.title;
        article_.path = place->path;
        article_.fate = fate_of(*bytes, *place, file);
        if (article_.fate == TranslationFate::added || article_.fate == TranslationFate::updated) {
            article_.bytes = *bytes;
            copy_pictures(translated->blocks, *original);
        }
    }

    void check_language(const article::Article& translated, const article::Article& original) {
        const std::string& language = translated.metadata.language;
        article::check_scripts(translated.blocks, language, true, diagnostics_);
        const std::string likely = article::likely_language(translated.blocks);
        if (likely.empty() || likely == primary_subtag(language)) return;
        const bool is_original = likely == primary_subtag(original.metadata.language);
        diagnostics_.add(is_original ? Severity::error : Severity::warning, "xliff/language"_code, {},
                         "the words are those of the language " + likely + ", not " + language,
                         "translate the article into " + language);
    }

    /// Whether doses, numbers, telephone numbers and negations are those of the original, or may differ.
    bool compare_facts(const article::Article& translated, const OriginalArticle& original) {
        check::Findings findings(source_);
        const std::string &ours = translated.metadata.language, &theirs = original.article.metadata.language;
        std::vector<check::SectionFacts> one = facts_by_text(translated, source_.bytes),
                                         other = facts_by_text(original.article, original.source.bytes);
        for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
            const std::vector<check::SectionFacts> a{std::move(one[i])}, b{std::move(other[i])};
            check::check_facts({a, ours}, {b, theirs}, {{0, 0}}, original.path, findings);
        }
        bool is_same = true;
        for (check::Finding& each : findings.take()) {
            Diagnostic& said = each.diagnostic;
            const bool is_allowed = said.severity == Severity::warning && job_.allow_differences;
            is_same = is_same && is_allowed;
            if (said.severity == Severity::warning && !is_allowed)
                said.hint += "; --allow-differences takes it as it is";
            article_.diagnostics.push_back(std::move(said));
        }
        return is_same;
    }

    TranslationFate fate_of(const std::string& bytes, const TranslationPlace& place, const xliff::ReadFile& file) {
        if (!place.source) return TranslationFate::added;
        if (place.source->bytes == bytes) return TranslationFate::unchanged;
        if (job_.force || hex(sha256(place.source->bytes)) == file.translation) return TranslationFate::updated;
        article_.diagnostics.push_back(job_error("translate/edited"_code, place.path,
                                                 "the translation was written or changed since the file was made",
                                                 "--force overwrites it"));
        return TranslationFate::refused;
    }

    /// Pictures are looked for beside each article.
    void copy_pictures(const std::vector<article::Block>& blocks, const OriginalArticle& original) {
        const fs::path from = fs::path(original.path).parent_path(), to = fs::path(article_.path).parent_path();
        if (from == to) return;
        for (const article::Block& block : blocks) {
            if (const auto* list = std::get_if<article::List>(&block.content))
                for (const article::ListItem& item : list->items) copy_pictures(item.blocks, original);
            if (const auto* callout = std::get_if<article::Callout>(&block.content))
                copy_pictures(callout->blocks, original);
            if (const auto* quote = std::get_if<article::Quote>(&block.content)) copy_pictures(quote->blocks, original);
            const auto* figure = std::get_if<article::Figure>(&block.content);
            if (figure == nullptr || figure->path.starts_with("data:")) continue;
            std::error_code error;
            const fs::path picture = from / figure->path, copy = to / figure->path;
            if (fs::exists(copy, error) || !is_inside_folder(from.string(), picture.string())) continue;
            article_.pictures.push_back({picture.string(), copy.lexically_normal().string()});
            article_.diagnostics.push_back(
                job_message(Severity::note, "translate/picture"_code, article_.pictures.back().to,
                            "this picture is a copy of the original's", "see whether there are words in it"));
        }
    }

    const TranslateImportJob& job_;
    const TranslationPlaces& places_;
    const Source& source_;
    const xliff::ReadDocument& document_;
    Diagnostics diagnostics_;
    TranslatedArticle article_;
};

/// One translation is written once: which of two is right, nobody could say.
void refuse_second(TranslatedArticle& article, std::set<std::string>& written) {
    if (article.bytes.empty() || written.insert(article.path).second) return;
    article.fate = TranslationFate::refused;
    article.bytes.clear();
    article.pictures.clear();
    article.diagnostics.push_back(job_error("translate/twice"_code, article.path,
                                            "another file of this run is a translation of the same article",
                                            "import one of them"));
}

}  // namespace

std::string_view name_of(TranslationFate fate) {
    switch (fate) {
        case TranslationFate::added:
            return "added";
        case TranslationFate::updated:
            return "updated";
        case TranslationFate::unchanged:
            return "unchanged";
        case TranslationFate::refused:
            return "refused";
    }
    return {};
}

TranslateImportResult import_translations(const TranslateImportJob& job, JobContext& context) {
    TranslateImportResult result;
    run_steps(result, [&] {
        const TranslationPlaces places(library_of_job(job.library, context.engine.resources()), context);
        bool is_whole = true;
        std::set<std::string> written;
        for (const std::string& name : job.files) {
            Source source = read_source(name, xliff::largest_xliff, SourceKind::stream);
            source.bytes = article::decoded_text(source, false);
            Diagnostics diagnostics(source);
            const std::optional<xliff::ReadDocument> document = xliff::read_xliff(source, diagnostics);
            for (Diagnostic& each : diagnostics.take()) result.diagnostics.push_back(std::move(each));
            if (!document) {
                is_whole = false;
                continue;
            }
            for (const xliff::ReadFile& file : document->files) {
                result.articles.push_back(Importer(job, places, source, *document).run(file));
                refuse_second(result.articles.back(), written);
                is_whole = is_whole && result.articles.back().fate != TranslationFate::refused;
            }
        }
        if (is_whole) result.status = JobStatus::done;
    });
    return result;
}

}  // namespace carepress::job
