#include "check/finding.h"

#include <algorithm>
#include <array>

namespace carepress::check {
namespace {

constexpr std::array<CheckRule, 20> all_rules{{
    {"article", "The article can be read.",
     "Problems found while reading the article: broken front matter, unknown keys, pictures without alternative text, "
     "tables "
     "that would lose cells."},
    {"press", "The article can be pressed.",
     "The article is pressed in memory with the chosen layout and brand. Whatever would stop it, or change the page, "
     "is reported: "
     "pictures that are missing or broken, scripts that are not supported."},
    {"glyph-coverage", "Every character has a face.",
     "A character that no font has would be a box on paper. Write it in other words, or add a face to "
     "fonts/fonts.yaml."},
    {"help-levels", "The article says when to get help, the most urgent level first.",
     "A reader in trouble looks for one thing. Write [!EMERGENCY], [!CALL-NOW] and [!WATCH] callouts in this order."},
    {"red-flags", "A sign of danger is in the same help level everywhere.",
     "words/red-flags.yaml is the one table of triage, each level with its source and its exceptions. A sign in a less "
     "urgent box makes the reader wait too long; one sign at two levels makes nobody believe either."},
    {"emergency-numbers", "Numbers to call are those that the brand says.",
     "Articles leave them to the brand, as {emergency-number}, {poison-help} and {crisis-line}: another country has "
     "other numbers."},
    {"code", "Every article has a code that no other article in its language has.",
     "Search, QR code and export find an article by its code. Translations share it; two articles of one language "
     "never do."},
    {"translation", "A translation says what its original says.",
     "Headings, lists, callouts, tables and figures are counted section by section, and the versions are compared. "
     "A difference usually means that something was forgotten in one of them."},
    {"reading-level", "The text can be read by most grown-ups.",
     "Flesch-Kincaid and SMOG grades in English, Fernandez-Huerta ease in Spanish. Shorter sentences and shorter words "
     "lower the grade; the sentences that raise it most are listed."},
    {"long-sentence", "Sentences are short.", "Make two sentences of it, or a list."},
    {"passive-voice", "Help levels say who does what.",
     "In an emergency the reader needs to know who acts: \"Call 911\", not \"911 should be called\"."},
    {"jargon", "Plain words are used instead of medical ones.",
     "The words and their plainer forms are in words/<language>.yaml. A word that is explained on the spot, in "
     "brackets "
     "or after \"called\", is left alone."},
    {"ambiguous-dose", "Doses can be read in only one way.",
     "A trailing zero (1.0 mg) is read as 10, a naked decimal (.5 mg) as 5, and short forms such as q.d. as others. "
     "Such misreadings have harmed patients."},
    {"ambiguous-range", "Ranges and fractions are written in words.",
     "\"2-4\" can be read as a date, a telephone number or a minus; \"1/2\" as a date. Write \"2 to 4\" and \"half\"."},
    {"link", "Links lead somewhere.",
     "A relative link leads to a file that exists; an address is well formed. Nothing is fetched."},
    {"topic-check-digit", "Clinical codes pass their check digits.",
     "SNOMED CT codes end in a Verhoeff digit, LOINC codes in a mod 10 digit: a mistyped digit is detected."},
    {"sources", "An article names what its words rest on.",
     "Whoever reviews an article opens its sources first. They are not printed. A translation needs none of its own if "
     "it is checked together with its original."},
    {"review", "An article is reviewed in time, and says by whom.",
     "Front matter states `status`, `reviewed_by`, `reviewed`, `next_review`, `embargo` and `expires`. What is over is "
     "not exported; what is overdue is, until somebody decides."},
    {"layout", "The layout can be used.",
     "Problems found while reading a layout together with a brand: unknown keys, frames that overlap or leave the "
     "sheet, contrast."},
    {"brand", "The brand can be used.",
     "Problems found while reading a brand together with a layout: unknown keys, colours, the logo."},
}};

}  // namespace

std::span<const CheckRule> check_rules() { return all_rules; }

const CheckRule* find_check_rule(std::string_view id) {
    const auto found =
        std::find_if(all_rules.begin(), all_rules.end(), [&](const CheckRule& rule) { return rule.id == id; });
    return found == all_rules.end() ? nullptr : &*found;
}

void Findings::add(DiagnosticCode code, Severity severity, SourceSpan span, std::string message, std::string hint) {
    const std::string_view rule = code.text().substr(code.text().find('/') + 1);
    if (!has_room(rule, severity, span)) return;
    all_.push_back(
        {rule, {severity, code, source_->name, positions_.at(span.begin), span, std::move(message), std::move(hint)}});
}

bool Findings::has_room(std::string_view rule, Severity severity, SourceSpan span) {
    OfRule& of_rule = rules_[rule];
    if (++of_rule.count <= most_of_rule) return true;
    if (of_rule.count == most_of_rule + 1) {
        of_rule.last = all_.size();
        all_.push_back({rule,
                        {severity, "diagnostics/not-shown"_code, source_->name, positions_.at(span.begin), span,
                         "more messages of this rule in this file are not shown", "fix the first ones and run again"}});
    }
    Severity& worst = all_[of_rule.last].diagnostic.severity;
    worst = std::max(worst, severity);
    return false;
}

void Findings::take(std::string_view rule, std::vector<Diagnostic> diagnostics) {
    for (Diagnostic& each : diagnostics) all_.push_back({rule, std::move(each)});
}

}  // namespace carepress::check
