#include "engine/press.h"

#include "engine/check_layout.h"
#include "engine/check_standard.h"
#include "engine/gather_contents.h"
#include "engine/messages.h"
#include "engine/omit_sections.h"
#include "engine/read_articles.h"
#include "engine/take_essentials.h"
#include "handout/compose.h"
#include "layout/fit.h"

#include <cstddef>
#include <utility>

namespace carepress::engine {
namespace {

/// Of a PDF: more than any handout of 2,000 pages with pictures needs, and less than a mail or a printer takes.
constexpr std::size_t largest_handout = 200'000'000;

/// The pages of each article.
std::vector<int> pages_of_articles(const handout::HandoutContents& contents, const layout::PagedDocument& document) {
    std::vector<int> pages;
    for (std::size_t i = 0; i < contents.articles.size(); ++i)
        pages.push_back(static_cast<int>(document.parts[contents.parts_before_articles() + i].count));
    return pages;
}

HandoutReport report_of(const handout::DocumentMetadata& metadata, std::vector<Diagnostic> messages) {
    HandoutReport report;
    report.title = metadata.title;
    report.code = metadata.code;
    report.language = metadata.language;
    report.diagnostics = std::move(messages);
    return report;
}

Diagnostic too_large() {
    return {Severity::error,
            "handout/too-large"_code,
            {},
            {},
            {},
            "the handout would be larger than " + std::to_string(largest_handout / 1'000'000) + " MB",
            "scale its pictures down, or divide it into several handouts"};
}

/// The errors of a layout that cannot set the contents.
std::vector<Diagnostic> wrong_layout(const GatheredContents& gathered, const style::Stylesheet& stylesheet,
                                     const std::string& layout) {
    Diagnostics diagnostics = gathered.sources.diagnostics();
    check_layout(gathered.contents, stylesheet, layout, diagnostics);
    return diagnostics.take();
}

}  // namespace

Laid lay_out(const PressRequest& request, const Resources& resources, Workspace& workspace) {
    const style::BrandPointer brand = resources.brand(request.theme.brand).brand;
    const style::StylesheetResult stylesheet = resources.stylesheet(request.theme);
    std::vector<Diagnostic> messages = stylesheet.diagnostics;  // the brand's are among them

    const ReadArticles articles = omit_sections(read_articles(request, brand.get(), resources.fonts(), messages),
                                                request.omit_sections, resources.phrases(), messages);
    const GatheredContents gathered = gather_contents(request, articles, brand.get(), resources, messages);
    if (!brand || !stylesheet.stylesheet)
        return {{}, report_of(handout::metadata_of(gathered.contents, resources.phrases()), std::move(messages))};
    append(messages, wrong_layout(gathered, *stylesheet.stylesheet, request.theme.layout));

    const handout::LoadedTheme theme{brand, stylesheet.stylesheet, resources.phrases()};
    Diagnostics diagnostics = gathered.sources.diagnostics();
    const handout::HandoutContents contents = take_essentials(gathered.contents, theme, workspace.shaper, diagnostics);
    const handout::Handout handout = handout::compose(contents, theme, diagnostics);
    const style::PdfStandard standard = request.standard.value_or(stylesheet.stylesheet->standard);
    check_standard(handout, standard, diagnostics);
    layout::PagedDocument document = layout::fit(handout, workspace.shaper, diagnostics);
    if (!has_errors(messages)) check_goal(handout, document, diagnostics);
    append(messages, diagnostics.take());

    Laid laid{{}, report_of(handout.metadata, std::move(messages))};
    if (has_errors(laid.report.diagnostics)) return laid;
    laid.report.pages = static_cast<int>(document.pages.size());
    laid.report.article_pages = pages_of_articles(contents, document);
    laid.document = std::move(document);
    laid.document.standard = standard;
    return laid;
}

PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace, Format format) {
    Laid laid = lay_out(request, resources, workspace);
    PressResult result{std::move(laid.report), {}, {}};
    if (!laid.ok()) return result;
    std::vector<std::string> files = write(laid.document, format, workspace);
    if (format == Format::pdf) {
        if (files.front().size() <= largest_handout)
            result.bytes = std::move(files.front());
        else
            result.diagnostics.push_back(too_large());
    } else {
        result.svg_pages = std::move(files);
    }
    return result;
}

}  // namespace carepress::engine
