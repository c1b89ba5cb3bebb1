#include "check/score.h"

#include "article/plain_text.h"
#include "base/ascii.h"
#include "check/article_parts.h"
#include "check/commands.h"
#include "check/plain_language.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace carepress::check {
namespace {

constexpr std::size_t longest_overview = 120;  ///< words
constexpr std::size_t longest_paragraph = 6;   ///< sentences
constexpr std::size_t longest_item = 6;        ///< sentences, of which its bold words may be one
constexpr std::size_t longest_head = 8;        ///< words in a table's head

/// What was found wrong with one question: nothing, or a detail and its place.
struct Fault {
    std::string detail;
    SourceSpan span;
};
using Verdict = std::optional<Fault>;  ///< no fault: yes

std::string in_quotes(std::string_view text) { return "\"" + article::shortened(article::one_line(text), 60) + "\""; }

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    for (const Sentence& sentence : sentences_of(text)) words += sentence.words.size();
    return words;
}

std::string lower(const std::string& text, const Word& word) {
    return ascii_lower(std::string_view(text).substr(word.begin, word.end - word.begin));
}

/// Words of titles that say nothing of their subject.
bool is_filler(std::string_view word) {
    constexpr std::array<std::string_view, 18> fillers{"and", "the",  "for",   "your", "with", "when",
                                                       "how", "from", "after", "care", "home", "con",
                                                       "del", "los",  "las",   "una",  "por",  "para"};
    return std::find(fillers.begin(), fillers.end(), word) != fillers.end();
}

/// Answers one article's questions.
class Scorer {
public:
    explicit Scorer(const ScoreInput& input)
        : input_(input),
          parts_(parts_of(input.article)),
          positions_(input.source.bytes),
          language_(input.article.metadata.language.substr(0, input.article.metadata.language.find('-'))) {}

    Score score() {
        const bool words = language_ == "en" || language_ == "es";
        if (words) answer("purpose", purpose());
        answer("summary", summary());
        if (input_.level.flesch_kincaid || input_.level.fernandez_huerta)
            answer("everyday-words", no_finding({"reading-level"}));
        if (words) answer("medical-terms", no_finding({"jargon"}));
        if (language_ == "en") answer("active-voice", active_voice());
        answer("clear-numbers", no_finding({"ambiguous-dose", "ambiguous-range"}));
        if (words) answer("no-arithmetic", no_arithmetic());
        answer("chunks", chunks());
        if (!parts_.headings.empty()) answer("headings", headings());
        answer("order", no_finding({"help-levels"}));
        answer("cues", parts_.help.empty() && parts_.items.empty() ? fault("no box and no list") : Verdict());
        answer("lists", parts_.items.empty() ? fault("no list outside of the help boxes") : Verdict());
        if (words) answer("actions", actions());
        if (language_ == "en") answer("address", address());
        if (!parts_.items.empty()) answer("steps", steps());
        if (!parts_.help.empty()) answer("call-to-action", call_to_action());
        if (!parts_.figures.empty()) answer("picture-captions", captions());
        if (!parts_.tables.empty()) answer("table-heads", table_heads());
        return std::move(score_);
    }

private:
    static Verdict fault(std::string detail, SourceSpan span = {}) { return Fault{std::move(detail), span}; }

    void answer(std::string_view id, const Verdict& verdict) {
        const std::span<const ScoreQuestion> all = score_questions();
        const auto question =
            std::find_if(all.begin(), all.end(), [&](const ScoreQuestion& each) { return each.id == id; });
        ScoreAnswer answer{&*question, !verdict, {}, {}};
        if (verdict) {
            answer.detail = verdict->detail;
            const bool is_whole = verdict->span.end == 0;
            answer.position = positions_.at(is_whole ? input_.article.metadata.title_span.begin : verdict->span.begin);
        }
        score_.answers.push_back(std::move(answer));
    }

    /// A word of the title, before its colon, is in the overview as well, or a word with the same beginning.
    Verdict purpose() const {
        const std::string& title = input_.article.metadata.title;
        const std::string subject = title.substr(0, title.find(':'));
        for (const Sentence& sentence : sentences_of(subject))
            for (const Word& word : sentence.words) {
                const std::string name = lower(subject, word), stem = name.substr(0, 4);
                if (stem.size() < 3 || is_filler(name)) continue;
                for (const article::InlineText* text : parts_.overview)
                    for (const Sentence& said : sentences_of(text->text))
                        for (const Word& each : said.words)
                            if (lower(text->text, each).starts_with(stem)) return std::nullopt;
            }
        return fault("the overview does not name " + in_quotes(subject));
    }

    Verdict summary() const {
        std::size_t words = 0;
        for (const article::InlineText* text : parts_.overview) words += words_in(text->text);
        if (words == 0) return fault("the article begins with a heading, without an overview");
        if (words <= longest_overview) return std::nullopt;
        return fault("the text before the first heading has " + std::to_string(words) + " words");
    }

    /// The other rules found nothing of these; notes go with a finding.
    Verdict no_finding(std::initializer_list<std::string_view> rules) const {
        for (const Finding& each : input_.findings)
            if (std::find(rules.begin(), rules.end(), each.rule) != rules.end())
                return fault(each.diagnostic.message, each.diagnostic.span);
        return std::nullopt;
    }

    Verdict active_voice() const {
        std::size_t sentences = 0, passive = 0;
        Verdict first;
        bool decisive = false;
        const std::size_t overview = parts_.overview.size();
        for (std::size_t i = 0; i < input_.passages.size(); ++i) {
            const Passage& passage = input_.passages[i];
            for (const Sentence& sentence : sentences_of(passage.text)) {
                ++sentences;
                const std::vector<Word> found = passives_of(passage, sentence);
                if (found.empty()) continue;
                ++passive;
                const bool counts = passage.help || i < overview;
                if (first && (decisive || !counts)) continue;
                decisive = counts;
                first = fault(
                    in_quotes(std::string_view(passage.text).substr(sentence.begin, sentence.end - sentence.begin)),
                    passage.in_source(found[0].begin, found[0].end));
            }
        }
        return decisive || passive * 10 > sentences ? first : std::nullopt;
    }

    Verdict no_arithmetic() const {
        constexpr std::array<std::string_view, 6> english{"multiply",  "divide",  "subtract",
                                                          "calculate", "compute", "add up"};
        constexpr std::array<std::string_view, 5> spanish{"multiplique", "divida", "reste", "calcule", "sume"};
        const auto asks = [&](const auto& words) -> Verdict {
            for (const Passage& passage : input_.passages) {
                const std::string text = " " + ascii_lower(passage.text);
                for (const std::string_view word : words)
                    if (const std::size_t at = text.find(" " + std::string(word)); at != std::string::npos)
                        return fault(in_quotes(word), passage.in_source(at, at + word.size()));
            }
            return std::nullopt;
        };
        return language_ == "en" ? asks(english) : asks(spanish);
    }

    Verdict chunks() const {
        if (parts_.headings.size() < 2) return fault("there are fewer than two headings");
        for (const article::InlineText* text : parts_.paragraphs) {
            const std::size_t sentences = sentences_of(text->text).size();
            if (sentences > longest_paragraph)
                return fault("a paragraph of " + std::to_string(sentences) + " sentences", text->span);
        }
        return std::nullopt;
    }

    /// "Overview" alone says nothing. A heading in a script without spaces is one word.
    Verdict headings() const {
        for (const article::InlineText* text : parts_.headings) {
            const bool ascii = std::all_of(text->text.begin(), text->text.end(),
                                           [](char c) { return static_cast<signed char>(c) >= 0; });
            if (ascii && words_in(text->text) < 2) return fault("the heading " + in_quotes(text->text), text->span);
        }
        return std::nullopt;
    }

    bool is_told(const Passage& passage, const Sentence& sentence) const {
        return is_command(lower(passage.text, sentence.words.front()), language_);
    }

    Verdict actions() const {
        for (const Passage& passage : input_.passages)
            for (const Sentence& sentence : sentences_of(passage.text))
                if (is_told(passage, sentence)) return std::nullopt;
        return fault("no sentence begins with what to do");
    }

    Verdict address() const {
        constexpr std::array<std::string_view, 5> reader{"you", "your", "yours", "yourself", "you're"};
        std::size_t sentences = 0, addressed = 0;
        for (const Passage& passage : input_.passages)
            for (const Sentence& sentence : sentences_of(passage.text)) {
                if (passage.heading) continue;
                ++sentences;
                const bool names_reader =
                    std::any_of(sentence.words.begin(), sentence.words.end(), [&](const Word& word) {
                        return std::find(reader.begin(), reader.end(), lower(passage.text, word)) != reader.end();
                    });
                addressed += names_reader || is_told(passage, sentence) ? 1 : 0;
            }
        if (addressed * 2 >= sentences) return std::nullopt;
        return fault(std::to_string(addressed) + " of " + std::to_string(sentences) + " sentences do");
    }

    Verdict steps() const {
        for (const article::ListItem* item : parts_.items)
            for (const article::Block& block : item->blocks) {
                const auto* paragraph = std::get_if<article::Paragraph>(&block.content);
                if (paragraph == nullptr) continue;
                const std::size_t sentences = sentences_of(paragraph->text.text).size();
                if (sentences > longest_item)
                    return fault("an item of " + std::to_string(sentences) + " sentences", paragraph->text.span);
            }
        // The limit is one of words of English and Spanish: other languages cut sentences into more or fewer of them.
        return language_ == "en" || language_ == "es" ? no_finding({"long-sentence"}) : std::nullopt;
    }

    /// "**Call 911 anytime …**"
    Verdict call_to_action() const {
        for (const article::Callout* callout : parts_.help) {
            const auto* first =
                callout->blocks.empty() ? nullptr : std::get_if<article::Paragraph>(&callout->blocks.front().content);
            const bool bold = first != nullptr && !first->text.runs.empty() &&
                              (first->text.runs.front().styles & article::inline_strong) != 0;
            if (bold) continue;
            const SourceSpan span = callout->blocks.empty() ? SourceSpan{} : callout->blocks.front().span;
            return fault("a box does not begin with bold words that say whom to call", span);
        }
        return std::nullopt;
    }

    Verdict captions() const {
        for (const article::Figure* figure : parts_.figures)
            if (!figure->alternative.empty() && (!figure->caption || figure->caption->empty()))
                return fault("the picture of " + in_quotes(figure->alternative) + " has no caption");
        return std::nullopt;
    }

    Verdict table_heads() const {
        for (const article::Table* table : parts_.tables) {
            bool has_head = false;
            for (const article::TableRow& row : table->rows)
                for (const article::TableCell& cell : row.cells) {
                    const bool is_head = row.in_head || cell.scope != article::HeaderScope::none;
                    has_head |= is_head;
                    if (is_head && words_in(cell.text.text) > longest_head)
                        return fault("the head " + in_quotes(cell.text.text), cell.text.span);
                }
            if (!has_head) return fault("a table has no head");
        }
        return std::nullopt;
    }

    const ScoreInput& input_;
    ArticleParts parts_;
    PositionFinder positions_;
    std::string language_;
    Score score_;
};

}  // namespace

std::size_t Score::count_yes() const {
    return static_cast<std::size_t>(
        std::count_if(answers.begin(), answers.end(), [](const ScoreAnswer& answer) { return answer.yes; }));
}

int Score::value() const { return answers.empty() ? 0 : static_cast<int>(count_yes() * 100 / answers.size()); }

Score score(const ScoreInput& input) { return Scorer(input).score(); }

}  // namespace carepress::check
