#include "library/index_page.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/markup.h"
#include "base/numbers.h"
#include "base/percent.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <string>

namespace carepress::library {
namespace {

constexpr std::string_view begin = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
)";

constexpr std::string_view head = R"(<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Handouts</title>
<style>)";

constexpr std::string_view style = R"(
:root { --ink: #1c2224; --soft: #556066; --line: #c9d1d4; --link: #0b5468; --ground: #fff; --tint: #f2f6f7 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edef; --soft: #a9b6bc; --line: #46545a; --link: #8fd0e4; --ground: #14191b; --tint: #1e2628 }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.25rem 5rem; max-width: 60rem; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, sans-serif }
h1 { margin: 0 0 .25rem; font-size: 1.75rem; line-height: 1.2 }
h2 { margin: 2.5rem 0 .5rem; scroll-margin-top: 8.5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.25rem }
a { color: var(--link); text-underline-offset: .15em }
a:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.count, .code { color: var(--soft); font-weight: normal; font-size: .9375rem }
form { position: sticky; top: 0; padding: .75rem 0; background: var(--ground) }
label { display: block; margin-bottom: .25rem; font-weight: 600 }
input { width: 100%; max-width: 32rem; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: .375rem;
  background: var(--ground); color: inherit; font: inherit }
nav ul, section ul { margin: 0; padding: 0; list-style: none }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem }
section { content-visibility: auto; contain-intrinsic-size: auto 40rem }
section li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; padding: .375rem .5rem;
  border-radius: .25rem }
section li > :first-child { flex: 1 1 18rem }
section li:nth-child(odd) { background: var(--tint) }
.prints { display: flex; flex-wrap: wrap; gap: 0 1rem }
.prints > :not(a):last-child { text-align: end }
[hidden] { display: none !important }
@media print {
  :root { --ink: #000; --soft: #444; --line: #999; --link: #000; --ground: #fff; --tint: #fff }
  body { max-width: none; padding: 0; font-size: 10pt }
  form, nav { display: none }
  section { content-visibility: visible }
  h2 { break-after: avoid }
  section li { break-inside: avoid; border-bottom: 1px solid var(--line); border-radius: 0 }
  a { text-decoration: none }
}
)";

constexpr std::string_view body = R"(</style>
</head>
<body>
<main>
)";

constexpr std::string_view foot = R"(</main>
<script>)";

constexpr std::string_view script = R"(
// Without this script the page is the whole list.
const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const sections = [...document.querySelectorAll('section')].map(element => {
  const language = fold(element.querySelector('h2').textContent) + ' '
  return {element, items: [...element.querySelectorAll('li')].map(item => ({item, text: language + fold(item.textContent)}))}
})
const input = document.querySelector('input'), told = document.querySelector('#found')
const filter = () => {
  const words = fold(input.value).split(/\s+/).filter(Boolean)
  let found = 0
  for (const {element, items} of sections) {
    let here = 0
    for (const {item, text} of items) {
      item.hidden = !words.every(word => text.includes(word))
      if (!item.hidden) ++here
    }
    element.hidden = here === 0
    found += here
  }
  told.textContent = words.length ? found + (found === 1 ? ' article found' : ' articles found') : ''
}
let timer
input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(filter, 120) })
input.form.addEventListener('submit', event => { event.preventDefault(); filter() })
input.form.hidden = false
filter()
)";

constexpr std::string_view end = R"(</script>
</body>
</html>
)";

/// Nothing but this page's own script and style runs or is loaded (CSP level 3, 2.3.1), whatever a title may hold.
std::string policy() {
    const auto source = [](std::string_view text) { return "'sha256-" + to_base64(bytes_of(sha256(text))) + "'"; };
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src " + source(script) +
           "; style-src " + source(style) + "; base-uri 'none'; form-action 'none'\">\n";
}

struct LanguageNames {
    std::string own, english;
    bool right_to_left = false;
};

LanguageNames names_of(const std::string& language) {
    LanguageNames names;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    icu::UnicodeString text;
    locale.getDisplayName(locale, text);
    text.toUTF8String(names.own);
    text.remove();
    locale.getDisplayName(icu::Locale::getEnglish(), text);
    text.toUTF8String(names.english);
    names.right_to_left = uloc_isRightToLeft(locale.getName()) != 0;
    return names;
}

std::string count_of(std::uint64_t count, std::string_view thing) {
    return with_commas(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

class IndexPage {
public:
    IndexPage(Database& database, const std::function<void(std::string_view)>& write)
        : database_(database), write_(write) {}

    void run() {
        find_kinds();
        write_(begin);
        write_(policy());
        for (const std::string_view part : {head, style, body}) write_(part);
        contents();
        Statement outputs = database_.prepare(
            "SELECT language, title, code, file, layout, brand, pages FROM outputs WHERE digest IS NOT NULL "
            "ORDER BY language, title_key, title, code, file");
        while (outputs.step()) output(outputs);
        if (!language_.empty()) write_("</div></li>\n</ul></section>\n");
        for (const std::string_view part : {foot, script, end}) write_(part);
    }

private:
    void find_kinds() {
        Statement kinds = database_.prepare("SELECT count(DISTINCT layout), count(DISTINCT brand) FROM outputs");
        kinds.step();
        many_layouts_ = kinds.integer(0) > 1;
        many_brands_ = kinds.integer(1) > 1;
    }

    void contents() {
        Statement languages = database_.prepare(
            "SELECT language, count(DISTINCT substr(file, instr(file, '/') + 1 + length(language) + 1 + "
            "length(layout))) "
            "FROM outputs WHERE digest IS NOT NULL GROUP BY language ORDER BY language");
        std::string list;
        std::uint64_t articles = 0, count = 0;
        while (languages.step()) {
            const std::string language(languages.text(0));
            const LanguageNames names = names_of(language);
            const auto here = static_cast<std::uint64_t>(languages.integer(1));
            articles += here;
            ++count;
            list += "<li><a href=\"#" + percent_encoded_path(language) + "\" lang=\"" + escaped_html(language) + "\">" +
                    "<bdi>" + escaped_html(names.own) + "</bdi></a> <span class=\"count\">" + with_commas(here) +
                    "</span></li>\n";
        }
        write_("<h1>Handouts</h1>\n<p class=\"count\">" + count_of(articles, "article") + " in " +
               count_of(count, "language") + "</p>\n");
        write_(
            "<form hidden role=\"search\"><label for=\"filter\">Filter by title, code or language</label>"
            "<input id=\"filter\" type=\"search\" autocomplete=\"off\">"
            "<p id=\"found\" class=\"count\" role=\"status\"></p></form>\n");
        write_("<nav aria-label=\"Languages\"><ul>\n" + list + "</ul></nav>\n");
    }

    void output(const Statement& row) {
        const std::string language(row.text(0)), title(row.text(1)), code(row.text(2)), file(row.text(3));
        const std::string name = file.substr(file.rfind('/'));
        if (language != language_) begin_language(language);
        if (title != title_ || name != name_) begin_article(title, code, name, file);
        const std::int64_t pages = row.integer(6);
        const std::string size = "<span class=\"count\" lang=\"en\">" + std::to_string(pages) +
                                 (pages == 1 ? " page" : " pages") + "</span>\n";
        if (!many_layouts_ && !many_brands_) return write_(size);  // the title is the link
        std::string print(row.text(many_layouts_ ? 4 : 5));
        if (many_layouts_ && many_brands_) print += ", " + std::string(row.text(5));
        write_("<span><a href=\"" + percent_encoded_path(file) + "\" lang=\"en\">" + escaped_html(print) + "</a> " +
               size + "</span>");
    }

    void begin_language(const std::string& language) {
        if (!language_.empty()) write_("</div></li>\n</ul></section>\n");
        language_ = language;
        title_.clear();
        name_.clear();
        is_first_ = true;
        const LanguageNames names = names_of(language);
        std::string heading = "<section aria-labelledby=\"" + escaped_html(language) + "\"><h2 id=\"" +
                              escaped_html(language) + "\"><span lang=\"" + escaped_html(language) + "\">" +
                              escaped_html(names.own) + "</span>";
        if (names.english != names.own) heading += " <span class=\"count\">" + escaped_html(names.english) + "</span>";
        write_(heading + "</h2>\n<ul lang=\"" + escaped_html(language) + "\"" +
               (names.right_to_left ? " dir=\"rtl\"" : "") + ">\n");
    }

    void begin_article(const std::string& title, const std::string& code, const std::string& name,
                       const std::string& file) {
        if (!is_first_) write_("</div></li>\n");
        is_first_ = false;
        title_ = title;
        name_ = name;
        const bool is_link = !many_layouts_ && !many_brands_;
        write_(
            (is_link ? "<li><a href=\"" + percent_encoded_path(file) + "\"><bdi>" + escaped_html(title) + "</bdi></a>"
                     : "<li><span><bdi>" + escaped_html(title) + "</bdi></span>") +
            (code.empty() ? "" : " <span class=\"code\">" + escaped_html(code) + "</span>") + "<div class=\"prints\">");
    }

    Database& database_;
    const std::function<void(std::string_view)>& write_;
    std::string language_, title_, name_;
    bool is_first_ = true, many_layouts_ = false, many_brands_ = false;
};

}  // namespace

void write_index_page(Database& database, const std::function<void(std::string_view)>& write) {
    IndexPage(database, write).run();
}

}  // namespace carepress::library
