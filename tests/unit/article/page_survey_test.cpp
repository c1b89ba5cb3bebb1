// What of a page is not printed: each part that is left out is said with its words, and all others are printed.
#include "article/each_text.h"
#include "article/read.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace carepress::test {
using namespace article;
namespace {

struct Read {
    std::string text, messages;
    bool errors = false;
};

Read read(const std::string& html, bool is_private = false) {
    const Source source{"a.html", html, is_private};
    Diagnostics diagnostics(source);
    const Article article = read_article(source, diagnostics);
    Read out;
    for_each_text(article.blocks, [&](std::string_view text) {
        if (!out.text.empty() && !text.empty()) out.text += " / ";
        out.text += text;
    });
    for (const Diagnostic& each : diagnostics.all())
        if (each.message != "<style> was dropped: it cannot be printed")
            out.messages += std::string(name_of(each.severity)) + ": " + each.message + "\n";
    out.errors = diagnostics.has_errors();
    return out;
}

std::string page(const std::string& body, const std::string& head = {}) {
    return "<html lang=en><head><title>T</title>" + head + "</head><body>" + body + "</body></html>";
}

struct Hidden {
    const char* html;
    const char* cause;  ///< null: nothing is hidden
    const char* printed = "Seen.";
};

/// Each has the words "Not seen.", which only a message may have.
const std::vector<Hidden> hidden = {
    {"<p>Seen.</p><p hidden>Not seen.</p>", "hidden"},
    {"<p>Seen.</p><div hidden=until-found><h2>Not</h2><p>seen.</p></div>", "hidden"},
    {"<p>Seen.</p><p style='display:none'>Not seen.</p>", "display: none"},
    {"<p>Seen.</p><p style='color: red; DISPLAY : None !important'>Not <b>seen.</b></p>", "display: none"},
    {"<p>Seen.<span style='visibility:hidden'> Not seen.</span></p>", "visibility: hidden"},
    {"<p>Seen.</p><p style='visibility:collapse'>Not seen.</p>", "visibility: collapse"},
    {"<p>Seen. <span aria-hidden=true>Not seen.</span></p>", "aria-hidden"},
    {"<p>Seen.</p><noscript><p>Not seen.</p></noscript>", "<noscript>"},
    {"<p>Seen.</p><template><p>Not seen.</p></template>", "<template>"},
    {"<p>Seen.</p><dialog><p>Not seen.</p></dialog>", "a closed <dialog>"},
    {"<p>Seen.</p><p class='x no-print'>Not seen.</p>", "a class for what is not printed"},
    {"<ul><li>Seen.</li><li hidden>Not seen.</li></ul>", "hidden"},
    {"<table><tr><td>Seen.</td></tr><tr hidden><td>Not seen.</td></tr></table>", "hidden"},
    {"<table><tr><td>Seen.</td><td style='display:none'>Not seen.</td></tr></table>", "display: none"},
    {"<table><tr><td>Seen. <ol><li hidden>Not seen.</li></ol></td></tr></table>", "hidden"},
    {"<h2>Seen.<span hidden> Not seen.</span></h2>", "hidden"},
    {"<figure hidden><img src=a.png alt='Not seen.'></figure><p>Seen.</p>", "hidden"},
    {"<a href='https://a.example/' hidden>Not seen.</a><p>Seen.</p>", "hidden"},
    {"<p>Seen.</p><datalist><option>Not seen.</option></datalist>", "<datalist>"},
    // a style sheet
    {"<style>.x{display:none}</style><p>Seen.</p><p class='y x'>Not seen.</p>", "display: none"},
    {"<style>#x{visibility:hidden}</style><p>Seen.</p><p id=x>Not seen.</p>", "visibility: hidden"},
    {"<style>p.x, aside{display:none}</style><p>Seen.</p><aside>Not seen.</aside>", "display: none"},
    {"<style>.a .b > .c{display:none}</style><p>Seen.</p><div class=a><div class=b><p class=c>Not "
     "seen.</p></div></div>",
     "display: none"},
    {"<style>[data-x=y]{display:none}</style><p>Seen.</p><p data-x=y>Not seen.</p>", "display: none"},
    {"<style>@media print{.x{display:none}}</style><p>Seen.</p><p class=x>Not seen.</p>", "display: none"},
    {"<style media=print>.x{display:none}</style><p>Seen.</p><p class=x>Not seen.</p>", "display: none"},
    {"<style>.x{display:none} #y{display:block}</style><p class=x id=y>Seen.</p>", nullptr},
    {"<style>.x{display:none} .x{display:block}</style><p class=x>Seen.</p>", nullptr},
    {"<style>.x{display:none !important}</style><p>Seen.</p><p class=x style='display:block'>Not seen.</p>",
     "display: none"},
    {"<style>.x{display:none}</style><p class=x style='display:block'>Seen.</p>", nullptr},
    {"<style>@media screen{.x{display:none}} .y:hover{display:none} .z::before{display:none}</style>"
     "<p class='x y z'>Seen.</p>",
     nullptr},
    {"<style media=screen>.x{display:none}</style><p class=x>Seen.</p>", nullptr},
    {"<style>.a .b{display:none} .a > .c{display:none}</style><p class=b>Seen.</p>", nullptr},
    {"<style>body{display:none}</style><p>Seen.</p>", nullptr},
    // what is not hidden
    {"<p aria-hidden=false>Seen.</p>", nullptr},
    {"<div aria-hidden=true style='display:none'><main hidden=x></main><main><p>Seen.</p></main></div>", nullptr},
    {"<dialog open><p>Seen.</p></dialog>", nullptr},
    {"<details><summary>Seen.</summary></details>", nullptr},
    {"<p style='visibility:hidden'><span style='visibility:visible'>Seen.</span></p>", nullptr},
    {"<p>Seen.</p><p hidden> </p><i aria-hidden=true class=icon></i>", nullptr},
};

TEST(PageSurvey, WhatIsHiddenIsNotPrintedButSaid) {
    for (const Hidden& each : hidden) {
        const Read got = read(page(each.html));
        EXPECT_EQ(got.text, each.printed) << each.html;
        const std::string said =
            each.cause == nullptr
                ? ""
                : "warning: text that the page hides (" + std::string(each.cause) + ") was left out: \"Not seen.\"\n";
        EXPECT_EQ(got.messages, said) << each.html;
    }
}

TEST(PageSurvey, WordsOfAPrivateSourceAreNotInMessages) {
    for (const Hidden& each : hidden)
        EXPECT_EQ(read(page(each.html), true).messages.find("seen"), std::string::npos) << each.html;
}

TEST(PageSurvey, ALongTextIsSaidWithItsFirstWords) {
    std::string words;
    for (int i = 0; i < 200; ++i) words += "word" + std::to_string(i) + " ";
    const std::string said = read(page("<p>Seen.</p><p hidden>" + words)).messages;
    EXPECT_NE(said.find("\"word0 word1"), std::string::npos) << said;
    EXPECT_LT(said.size(), 500U);
}

TEST(PageSurvey, DeletedTextIsNotPrinted) {
    for (const char* html : {"<p>Take one<del>two</del></p>", "<p>Take one<s>two</s></p>",
                             "<p>Take one<strike>two</strike></p>", "<p>Take one</p><del><p>two</p></del>",
                             "<p>Take one<span style='text-decoration: line-through'>two</span></p>",
                             "<style>.x{text-decoration: red line-through}</style><p>Take one<b class=x>two</b></p>"}) {
        const Read got = read(page(html));
        EXPECT_EQ(got.text, "Take one") << html;
        EXPECT_EQ(got.messages, "warning: deleted text was left out: \"two\"\n") << html;
    }
    const Read inserted = read(page("<p>Take <del>two</del> <ins>one</ins> a day.</p>"));
    EXPECT_EQ(inserted.text, "Take one a day.");
    EXPECT_EQ(inserted.messages, "warning: deleted text was left out: \"two\"\n");
}

TEST(PageSurvey, AnElementThatNeverEndsTakesNothingWithItSilently) {
    for (const char* html :
         {"<p>Take <s>two a day.</p><p>Call 911.</p>", "<noscript>x<p>Call 911.</p>", "<div hidden>x<p>Call 911.</p>"})
        EXPECT_NE(read(page(html)).messages.find("is never closed: everything after it is lost"), std::string::npos)
            << html;
    EXPECT_FALSE(read(page("<p>a <s>b</s> c</p><p hidden>d<ul><li hidden>e<li>f</ul>")).errors);
}

TEST(PageSurvey, TextForScreenReadersStays) {
    const Read got =
        read(page("<ul><li><span class=nhsuk-u-visually-hidden>Do not </span>run.</li>"
                  "<li><span class='sr-only'>Do not </span>smoke.</li></ul>"));
    EXPECT_EQ(got.text, "Do not run. / Do not smoke.");
    EXPECT_EQ(got.messages, "note: text that only screen readers say on the page is printed, too: \"Do not\"\n");
}

struct Furniture {
    const char* html;
    const char* printed;
    const char* left_out;  ///< of all notes, in order, "|" between them
};

const std::vector<Furniture> pages = {
    {"<a href='#m' class=skip-link>Skip to main content</a><header><nav>Home</nav>Clinic</header>"
     "<main id=m><h1>T</h1><p>Text.</p></main><footer>Imprint</footer>",
     "Text.", "Skip to main content Home Clinic|Imprint"},
    {"<a href='#c'>Skip to content</a><p>Text.</p>", "Text.", "Skip to content"},
    {"<div class=cookie-banner><p>We use cookies.</p><button>Accept</button></div><p>Text.</p>", "Text.",
     "We use cookies. Accept"},
    {"<div id=onetrust-consent-sdk>Cookies</div><p>Text.</p>", "Text.", "Cookies"},
    {"<main><ol class=nhsuk-breadcrumb__list><li>Home</li></ol><p>Text.</p></main>", "Text.", "Home"},
    {"<main><nav aria-label=Breadcrumb>Home</nav><p>Text.</p></main>", "Text.", "Home"},
    {"<main><p>Text.</p><div class='social-share x'>Tweet this</div></main>", "Text.", "Tweet this"},
    {"<form role=search><label>Find</label></form><p>Text.</p>", "Text.", "Find"},
    {"<form><label>Find</label><input type=search></form><p>Text.</p>", "Text.", "Find"},
    {"<search>Find</search><p>Text.</p>", "Text.", "Find"},
    {"<header><h1>Fever</h1><nav>Home</nav></header><p>Text.</p>", "Text.", "Home"},
    {"<header><h1>Clinic</h1></header><h1>Fever</h1><p>Text.</p>", "Text.", "Clinic"},
    {"<nav>Home</nav><div><p>Logo</p><h1>Fever</h1></div><main><p>Text.</p></main>", "Text.", "Home|Logo"},
    {"<h1>Clinic</h1><main><h1>Fever</h1><p>Text.</p></main>", "Text.", "Clinic"},
    {"<section><header>About</header><p>Text.</p></section>", "About / Text.", ""},
    {"<article><header>About</header><p>Text.</p><footer>Reviewed</footer></article>", "About / Text. / Reviewed", ""},
    {"<main></main><p>Text.</p>", "Text.", ""},
    {"before<main>Text.</main>after<b>bold</b>", "Text.", "before|after bold"},
    {"<p class=shared>Text about cookies and sharing.</p>", "Text about cookies and sharing.", ""},
    {"<header><h2>Before you start</h2><p>Drink water.</p></header>", "Before you start / Drink water.", ""},
    {"<header><p>Drink water.</p><p>Sleep for eight hours a night, in a cool and dark room, and rest when you are "
     "tired. Eat what you "
     "like, a little at a time, and walk a few steps each hour when you are awake. Ask for help with heavy "
     "things.</p></header>",
     "Drink water. / Sleep for eight hours a night, in a cool and dark room, and rest when you are tired. Eat what you "
     "like, a little "
     "at a time, and walk a few steps each hour when you are awake. Ask for help with heavy things.",
     ""},
    {"<header><h2>Care Library</h2><a href='/'>Home</a></header><p>Rest.</p>", "Rest.", "Care Library Home"},
    {"<p>Go to <a href='#x'>Skipping meals</a>.</p>", "Go to Skipping meals.", ""},
};

TEST(PageSurvey, FurnitureOfASiteIsNotPrintedButSaid) {
    for (const Furniture& each : pages) {
        const Read got = read(page(each.html));
        EXPECT_EQ(got.text, each.printed) << each.html;
        std::string left_out;
        const std::string before = "note: left out because it is not part of the article: \"";
        for (std::size_t at = 0; (at = got.messages.find(before, at)) != std::string::npos;) {
            at += before.size();
            left_out += (left_out.empty() ? "" : "|") + got.messages.substr(at, got.messages.find("\"\n", at) - at);
        }
        EXPECT_EQ(left_out, each.left_out) << each.html;
    }
}

TEST(PageSurvey, HostileSheetsTakeBoundedTime) {
    std::string css, body;
    for (int i = 0; i < 20'000; ++i) css += ".a .b .c > .d{display:none}";
    for (int i = 0; i < 20'000; ++i) body += "<p class='b c d'>x";
    const Read got = read(page("<style>" + css + "</style>" + body));
    EXPECT_FALSE(got.errors);
    EXPECT_NE(got.messages.find("the page's style has so many rules that not all were applied"), std::string::npos);
}

}  // namespace
}  // namespace carepress::test
