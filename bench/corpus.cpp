#include "bench/corpus.h"

#include "article/read.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>

namespace carepress {
namespace {

void gather(const std::string& text, std::vector<std::string>& sentences) {
    std::string sentence;
    for (std::size_t i = 0; i < text.size(); ++i) {
        sentence += text[i];
        const bool ends = (text[i] == '.' || text[i] == '?') && (i + 1 == text.size() || text[i + 1] == ' ');
        if (!ends) continue;
        const std::size_t first = sentence.find_first_not_of(' ');
        if (sentence.size() - first > 25) sentences.push_back(sentence.substr(first));
        sentence.clear();
    }
}

void gather(const std::vector<Block>& blocks, std::vector<std::string>& sentences) {
    for (const Block& block : blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) gather(paragraph->text.text, sentences);
        if (const auto* list = std::get_if<List>(&block.content))
            for (const ListItem& item : list->items) gather(item.blocks, sentences);
        if (const auto* callout = std::get_if<Callout>(&block.content)) gather(callout->blocks, sentences);
    }
}

std::vector<std::string> sample_sentences() {
    std::vector<std::string> paths, sentences;
    for (const auto& entry : std::filesystem::directory_iterator(CAREPRESS_SOURCE_FOLDER "/articles/en"))
        if (entry.path().extension() == ".md") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) {
        const Source source = read_source(path);
        Diagnostics diagnostics(source);
        gather(read_article(source, diagnostics).blocks, sentences);
    }
    return sentences;
}

class Assembler {
public:
    Assembler(std::uint32_t seed, int new_words_per_thousand)
        : random_(seed), new_words_(new_words_per_thousand), sentences_(sample_sentences()) {}

    Source article(int number) {
        std::string text = "---\ncode: B" + std::to_string(number) + "\ntitle: " + title(number) +
                           "\nlanguage: en\nupdated: 2026-11-20\nversion: \"1\"\n---\n\n";
        text += paragraph(3) + paragraph(3);
        text += "## How can you care for yourself at home?\n\n";
        for (int i = 0; i < 6; ++i) text += "- " + paragraph(2);
        text += "## When should you call for help?\n\n> [!CALL-NOW]\n>\n> " + paragraph(1);
        for (int i = 0; i < 3; ++i) text += "> - " + paragraph(1);
        text += "\n> [!WATCH]\n>\n> " + paragraph(2);
        text += "## Where can you learn more?\n\n" + paragraph(1);
        return {"article-" + std::to_string(number) + ".md", std::move(text)};
    }

private:
    std::string title(int number) { return "\"Care at home, part " + std::to_string(number) + ": Care Instructions\""; }

    std::string paragraph(int sentences) {
        std::string out;
        for (int i = 0; i < sentences; ++i)
            out += (i > 0 ? " " : "") + changed(sentences_[random_() % sentences_.size()]);
        return out + "\n\n";
    }

    /// Some words of the sentence turned into new ones of the same length.
    std::string changed(std::string sentence) {
        for (std::size_t at = 0; at < sentence.size();) {
            const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
            if (end - at > 3 && static_cast<int>(random_() % 1000) < new_words_)
                for (std::size_t i = at; i < end; ++i)
                    if (sentence[i] >= 'a' && sentence[i] <= 'z') sentence[i] = static_cast<char>('a' + random_() % 26);
            at = end + 1;
        }
        return sentence;
    }

    std::mt19937 random_;
    int new_words_;
    std::vector<std::string> sentences_;
};

}  // namespace

std::vector<Source> make_corpus(std::uint32_t seed, int count, int new_words_per_thousand) {
    Assembler assembler(seed, new_words_per_thousand);
    std::vector<Source> corpus;
    for (int i = 0; i < count; ++i) corpus.push_back(assembler.article(static_cast<int>(seed) * 1000 + i));
    return corpus;
}

}  // namespace carepress
