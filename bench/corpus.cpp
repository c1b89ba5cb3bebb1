#include "bench/corpus.h"

#include "article/read.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>

namespace carepress::bench {
namespace {

/// Sentences and level-2 headings of a language's articles.
struct Samples {
    std::vector<std::string> sentences, headings;
};

/// How long the mark is that ends a sentence at `at`, or 0.
std::size_t end_mark(std::string_view text, std::size_t at) {
    for (const std::string_view mark : {".", "?", "؟", "۔", "।", "။", "។", "።"})
        if (text.substr(at).starts_with(mark) && (at + mark.size() == text.size() || text[at + mark.size()] == ' '))
            return mark.size();
    for (const std::string_view mark : {"。", "？"})
        if (text.substr(at).starts_with(mark)) return mark.size();
    return 0;
}

void gather(const std::string& text, Samples& samples) {
    constexpr std::size_t shortest = 25;  // bytes
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
        begin = std::min(text.find_first_not_of(' ', begin), end);
        if (end - begin > shortest) samples.sentences.push_back(text.substr(begin, end - begin));
        begin = end;
    };
    for (std::size_t at = 0; at < text.size(); ++at)
        if (const std::size_t length = end_mark(text, at); length > 0) add(at + length);
    add(text.size());  // Thai ends sentences with a space, as it ends clauses
}

void gather(const std::vector<article::Block>& blocks, Samples& samples) {
    for (const article::Block& block : blocks) {
        if (const auto* heading = std::get_if<article::Heading>(&block.content))
            samples.headings.push_back(heading->text.text);
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content))
            gather(paragraph->text.text, samples);
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) gather(item.blocks, samples);
        if (const auto* callout = std::get_if<article::Callout>(&block.content)) gather(callout->blocks, samples);
    }
}

Samples samples_of(const std::string& language) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(CAREPRESS_SOURCE_FOLDER "/articles/" + language))
        if (entry.path().extension() == ".md") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    Samples samples;
    for (const std::string& path : paths) {
        const Source source = read_source(path);
        Diagnostics diagnostics(source);
        gather(article::read_article(source, diagnostics).blocks, samples);
    }
    return samples;
}

class Assembler {
public:
    Assembler(std::uint32_t seed, int new_words_per_thousand, const std::string& language)
        : random_(seed), new_words_(new_words_per_thousand), language_(language), samples_(samples_of(language)) {}

    Source article(int number) {
        std::string text = "---\ncode: B" + std::to_string(number) + "\ntitle: " + title(number) +
                           "\nlanguage: " + language_ + "\nupdated: 2026-11-20\nversion: \"1\"\n---\n\n";
        text += paragraph(3) + paragraph(3);
        text += "## " + samples_.headings.at(0) + "\n\n";
        for (int i = 0; i < 6; ++i) text += "- " + paragraph(2);
        text += "## " + samples_.headings.at(1) + "\n\n> [!CALL-NOW]\n>\n> " + paragraph(1);
        for (int i = 0; i < 3; ++i) text += "> - " + paragraph(1);
        text += "\n> [!WATCH]\n>\n> " + paragraph(2);
        if (language_ == "en") text += "## Where can you learn more?\n\n" + paragraph(1);
        return {"article-" + std::to_string(number) + ".md", std::move(text)};
    }

private:
    std::string title(int number) { return "\"Care at home, part " + std::to_string(number) + ": Care Instructions\""; }

    std::string paragraph(int sentences) {
        std::string out;
        for (int i = 0; i < sentences; ++i)
            out += (i > 0 ? " " : "") + changed(samples_.sentences[random_() % samples_.sentences.size()]);
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
    std::string language_;
    Samples samples_;
};

}  // namespace

std::vector<Source> make_corpus(std::uint32_t seed, int count, int new_words_per_thousand,
                                const std::string& language) {
    Assembler assembler(seed, new_words_per_thousand, language);
    std::vector<Source> corpus;
    for (int i = 0; i < count; ++i) corpus.push_back(assembler.article(static_cast<int>(seed) * 1000 + i));
    return corpus;
}

Source make_visit_bundle() {
    std::string entries;
    const auto add = [&](const std::string& resource) {
        entries += entries.empty() ? "" : ",";
        entries += "{\"resource\":" + resource + "}";
    };
    add(R"({"resourceType":"Patient","id":"p","name":[{"text":"Ada Quillfeather"}],"birthDate":"1980-04-05"})");
    for (int visit = 0; visit < 12; ++visit) {
        const std::string number = std::to_string(visit);
        const std::string day = "20" + std::to_string(14 + visit) + "-03-10T09:00:00-05:00";
        const std::string whose =
            R"("encounter":{"reference":"Encounter/v)" + number + R"("},"subject":{"reference":"Patient/p"},)";
        add(R"({"resourceType":"Encounter","id":"v)" + number +
            R"(","status":"finished","subject":{"reference":"Patient/p"},"reasonCode":[{"text":"Cough"}],"period":{"start":")" +
            day + R"(","end":")" + day + "\"}}");
        for (const char* name : {"Acute bronchitis", "Asthma", "High blood pressure"})
            add(R"({"resourceType":"Condition",)" + whose +
                R"("clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":")" + name + "\"}}");
        for (const char* name : {"Albuterol 90 mcg inhaler", "Lisinopril 10 MG Oral Tablet", "Acetaminophen 325 MG"})
            add(R"({"resourceType":"MedicationRequest",)" + whose +
                R"("status":"active","intent":"order","authoredOn":")" + day +
                R"(","medicationCodeableConcept":{"text":")" + name +
                R"("},"dosageInstruction":[{"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}},)" +
                R"("doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}]}]})");
        for (const char* code : {"8302-2", "29463-7", "8867-4", "9279-1"})
            add(R"({"resourceType":"Observation",)" + whose + R"("status":"final","effectiveDateTime":")" + day +
                R"(","category":[{"coding":[{"code":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":")" +
                code + R"(","display":"Measure"}]},"valueQuantity":{"value":70,"unit":"/min"}})");
    }
    return {"bundle", R"({"resourceType":"Bundle","type":"collection","entry":[)" + entries + "]}"};
}

}  // namespace carepress::bench
