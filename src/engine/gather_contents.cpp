#include "engine/gather_contents.h"

#include "article/check_scripts.h"
#include "base/language.h"
#include "engine/messages.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace carepress::engine {
namespace {

/// A clinician writes in the language of the handout where the note doesn't say another, or else in English.
handout::ArticlePart note_part(const Source& source, const std::string& language, SourceList& sources,
                               std::vector<Diagnostic>& messages) {
    Diagnostics diagnostics(source);
    article::Article note = article::read_note(source, diagnostics);
    if (!note.metadata.language_stated) {
        const auto can_be = [&](const std::string& tag) {
            Diagnostics unsaid = diagnostics.silent();
            article::check_scripts(note.blocks, tag, true, unsaid);
            return !unsaid.has_errors();
        };
        note.metadata.language = language;
        if (!can_be(language) && can_be("en")) {
            note.metadata.language = "en";
            diagnostics.note("note/language-assumed"_code, {},
                             "the note is set as English, since its letters are not those of \"" + language + "\"",
                             "say its language in front matter, as in \"language: en\"");
        }
    }
    if (!diagnostics.has_errors())
        article::check_scripts(note.blocks, note.metadata.language, note.metadata.language_stated, diagnostics);
    append(messages, diagnostics.take());
    return {std::make_shared<const article::Article>(std::move(note)), {}, sources.add(source)};
}

/// Whether a part of a handout, or a translation beside it, is in the language.
bool is_in(const handout::HandoutContents& contents, const std::string& language) {
    const auto part_is = [&](const handout::ArticlePart& part) {
        const auto is = [&](const handout::ArticlePart& one) {
            const std::vector<std::string> tags = lookup_tags(one.article->metadata.language);
            return std::find(tags.begin(), tags.end(), language) != tags.end();
        };
        return is(part) || (part.translation && is(*part.translation));
    };
    return (contents.summary && part_is(*contents.summary)) ||
           std::any_of(contents.articles.begin(), contents.articles.end(), part_is);
}

/// The notices for a handout: all that stand on every page, and those of its own languages.
std::shared_ptr<const handout::LanguageNotices> language_notices(const Resources& resources,
                                                                 const handout::HandoutContents& contents,
                                                                 std::vector<Diagnostic>& messages) {
    std::shared_ptr<const handout::LanguageNotices> notices = resources.language_notices();
    if (notices->samples)
        messages.push_back({Severity::note,
                            "notice/samples"_code,
                            notices->file,
                            {},
                            {},
                            "the language notice is set in sample texts",
                            "put the published translations in their place and say samples: false"});
    handout::LanguageNotices wanted = *notices;
    std::erase_if(wanted.languages, [&](const handout::LanguageNotice& notice) {
        return notice.with_handouts && !is_in(contents, notice.language);
    });
    return std::make_shared<const handout::LanguageNotices>(std::move(wanted));
}

}  // namespace

GatheredContents gather_contents(const PressRequest& request, ReadArticles read, const style::Brand* brand,
                                 const Resources& resources, std::vector<Diagnostic>& messages) {
    GatheredContents gathered{{}, std::move(read.sources)};
    handout::HandoutContents& contents = gathered.contents;
    contents.summary = std::move(read.summary);
    if (request.summary) contents.patient = request.summary->patient;
    contents.articles = std::move(read.articles);
    contents.title = request.title;
    contents.list_language = request.language;
    contents.page_numbers = request.page_numbers;
    contents.fallback_date = request.fallback_date;
    contents.is_proof = request.is_proof;
    if (request.note != nullptr)
        contents.note = note_part(*request.note, contents.language(), gathered.sources, messages);
    if (brand != nullptr) contents.brand_source = gathered.sources.add(brand->source);
    if (request.language_notice) contents.language_notices = language_notices(resources, contents, messages);
    return gathered;
}

}  // namespace carepress::engine
