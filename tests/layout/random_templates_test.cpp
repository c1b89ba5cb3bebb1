// Documents of random structure pressed through every layout of layouts/: whatever an author writes, every word is on
// the pages, a sheet of one page has every word of its help boxes, and the writer takes what was set.
#include "template_pages.h"

#include <random>

namespace carepress::test {
using namespace layout;
namespace {

/// Writes Markdown of random structure. Every word is a number of its own, so that none can hide behind another.
class RandomArticle {
public:
    explicit RandomArticle(unsigned seed) : random_(seed) {}

    std::string write() {
        text_ = "---\nlanguage: und\ncode: R" + std::to_string(below(1000)) + "\ntitle: \"" + words(1 + below(14)) +
                "\"\n---\n\n";
        for (int blocks = 2 + below(14); blocks > 0; --blocks) block("");
        return text_;
    }
    int word_count() const { return words_; }
    const std::vector<int>& help_words() const { return help_words_; }
    /// A word of a table's head: a table that is set as lists says it again in each of them.
    bool is_head_word(std::size_t word) const { return head_words_[word]; }

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

    /// "w12w", now and then very long, in bold or with a script of its own.
    std::string word() {
        if (in_help_) help_words_.push_back(words_);
        head_words_.push_back(in_head_);
        std::string one = "w" + std::to_string(words_++) + "w";
        switch (below(40)) {
            case 0:
                return one + std::string(static_cast<std::size_t>(40 + below(200)), 'x');
            case 1:
                return "**" + one + "**";
            case 2:
                return "*" + one + "*";
            case 3:
                return one + " \u0627\u0644\u0637\u0628\u064A\u0628";
            case 4:
                return one + " \u0E41\u0E1E\u0E17\u0E22\u0E4C";
            case 5:
                return one + "<sup>a</sup>";
            default:
                return one;
        }
    }
    std::string words(int count) {
        std::string out;
        for (int i = 0; i < count; ++i) out += (i > 0 ? " " : "") + word();
        return out;
    }
    void line(const std::string& indent, const std::string& content) { text_ += indent + content + "\n"; }

    void list(const std::string& indent, int depth) {
        const bool numbered = below(3) == 0;
        for (int items = 1 + below(6); items > 0; --items) {
            line(indent, (numbered ? "1. " : "- ") + words(1 + below(30)));
            if (depth < 4 && below(5) == 0) list(indent + "   ", depth + 1);
        }
        if (depth == 0) line(indent, "");
    }
    void table() {
        const int columns = 1 + below(6);
        for (int row = 0; row < 2 + below(8); ++row) {
            in_head_ = row == 0;
            std::string cells = "|";
            for (int column = 0; column < columns; ++column) cells += " " + words(1 + below(5)) + " |";
            in_head_ = false;
            line("", cells);
            if (row > 0) continue;
            std::string rule = "|";
            for (int column = 0; column < columns; ++column) rule += "---|";
            line("", rule);
        }
        line("", "");
    }
    void callout() {
        static constexpr const char* names[] = {"EMERGENCY", "CALL-NOW", "WATCH"};
        in_help_ = true;
        line("> ", std::string("[!") + names[below(3)] + "]");
        for (int parts = 1 + below(3); parts > 0; --parts) {
            line("> ", words(1 + below(20)));
            line("> ", "");
            if (below(2) == 0) list("> ", 3), line("> ", "");
        }
        in_help_ = false;
        line("", "");
    }
    void block(const std::string& indent) {
        switch (below(9)) {
            case 0:
                line(indent, std::string(static_cast<std::size_t>(2 + below(3)), '#') + " " + words(1 + below(12)));
                break;
            case 1:
            case 2:
                list(indent, 0);
                break;
            case 3:
                table();
                break;
            case 4:
            case 5:
                callout();
                break;
            case 6:
                line("> ", words(1 + below(60)));
                break;
            default:
                line(indent, words(1 + below(120)));
        }
        line("", "");
    }

    std::mt19937 random_;
    std::string text_;
    int words_ = 0;
    bool in_help_ = false, in_head_ = false;
    std::vector<bool> head_words_;
    std::vector<int> help_words_;
};

/// How often each number is in `text` as "w12w".
std::vector<int> counts(const std::u16string& text, int words) {
    std::vector<int> found(static_cast<std::size_t>(words), 0);
    for (std::size_t at = text.find(u'w'); at != std::u16string::npos; at = text.find(u'w', at + 1)) {
        int number = 0;
        std::size_t end = at + 1;
        while (end < text.size() && text[end] >= u'0' && text[end] <= u'9') number = number * 10 + (text[end++] - u'0');
        if (end > at + 1 && end < text.size() && text[end] == u'w' && number < words)
            ++found[static_cast<std::size_t>(number)];
    }
    return found;
}

TEST(RandomDocuments, KeepEveryWordInEveryLayout) {
    engine::Workspace workspace(resources());
    int refused = 0, set_documents = 0;
    for (const std::string& layout : layout_names()) {
        const style::StylesheetPointer stylesheet = resources().stylesheet(layout, "default").stylesheet;
        ASSERT_TRUE(stylesheet) << layout;
        const bool whole = stylesheet->content.take == style::ContentSettings::Take::whole;
        for (unsigned seed = 1; seed <= 12; ++seed) {
            SCOPED_TRACE(layout + ", seed " + std::to_string(seed));
            RandomArticle random(seed);
            const Source source{"random.md", random.write()};
            const LaidOutArticle laid_out = lay_out_source(source, layout, "default", workspace);
            if (laid_out.refused) {  // only where one page can't hold the help boxes
                ++refused;
                EXPECT_FALSE(whole) << all_messages(laid_out.messages);
                continue;
            }
            ++set_documents;
            const std::vector<int> found = counts(text_of(laid_out.document), random.word_count());
            if (whole) {
                for (std::size_t i = 0; i < found.size(); ++i)
                    EXPECT_TRUE(found[i] == 1 || (found[i] > 1 && random.is_head_word(i)))
                        << "w" << i << "w: " << found[i];
            } else {
                for (const int word : random.help_words()) EXPECT_EQ(found[static_cast<std::size_t>(word)], 1) << word;
                EXPECT_EQ(laid_out.document.pages.size(), 1u);
            }
            EXPECT_GT(workspace.writer.write(laid_out.document).size(), 5000u);
        }
    }
    EXPECT_GT(set_documents, refused * 2);
}

}  // namespace
}  // namespace carepress::test
