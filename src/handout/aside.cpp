#include "handout/aside.h"

#include "article/link_address.h"
#include "base/utf.h"
#include "image/read.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace carepress::handout {
namespace {

class AsideComposer {
public:
    AsideComposer(Handout& handout, TextComposer& texts, const PageWords& words, text::NodeId root)
        : handout_(handout),
          texts_(texts),
          words_(words),
          aside_(handout.parts.back().aside),
          settings_(handout.stylesheet->aside),
          section_(texts.add_node(TagRole::section, root, language_if_other(words.phrases.language()))) {}

    void compose(std::string_view code) {
        if (settings_.emergency) add_emergency();
        if (settings_.telephone && !words_.brand.telephone.empty())
            aside_.telephone = large(words_.phrases.fill("questions-call", {{"telephone", words_.brand.telephone}}),
                                     style::BlockRole::aside_telephone, words_.brand.telephone);
        if (settings_.questions > 0) aside_.questions = plain(words_.phrases["teach-back-questions"], text::artifact);
        if (settings_.answers > 0) {
            aside_.actions = plain(words_.phrases["teach-back-actions"], text::artifact);
            aside_.help = plain(words_.phrases["teach-back-help"], text::artifact);
        }
        if (aside_has_scan(*handout_.stylesheet, words_.brand, code)) add_scan(code);
        aside_.section = section_;
    }

private:
    std::string language_if_other(std::string_view language) const {
        return language == words_.language ? std::string() : std::string(language);
    }
    text::StyledText text(std::string_view said, style::BlockRole role, text::NodeId node) const {
        return texts_.plain(said, handout_.stylesheet->block(role).text, node, words_.phrases.language());
    }
    text::StyledText plain(std::string_view said, text::NodeId node) const {
        return text(said, style::BlockRole::aside_text, node);
    }
    text::NodeId paragraph() { return texts_.add_node(TagRole::paragraph, section_); }
    text::StyledText large(std::string_view said, style::BlockRole role, std::string_view number) {
        text::StyledText made = text(said, role, paragraph());
        enlarge(made, number, settings_.number_thousandths);
        return made;
    }

    void add_emergency() {
        const std::string& number = words_.brand.emergency_number;
        aside_.emergency = large(words_.phrases.fill("callout-emergency", {{"number", number}}),
                                 style::BlockRole::aside_emergency, number);
        std::string page;
        append_utf8(page, signs_page_field);
        aside_.signs = plain(words_.phrases.fill("signs-on-page", {{"page", page}}), paragraph());
    }

    void add_scan(std::string_view code) {
        const std::string address = scan_address(words_.brand, code);
        aside_.scan_picture = static_cast<std::uint32_t>(handout_.pictures.size());
        handout_.pictures.push_back(image::make_qr_code(address));
        aside_.scan_node = texts_.add_node(TagRole::figure, section_);
        handout_.tags.nodes[aside_.scan_node].alternative =
            words_.phrases.fill("qr-alternative", {{"address", article::printed_address(address).text}});
        aside_.scan = plain(words_.phrases["scan-to-read"], paragraph());
        if (!words_.brand.learn_more.empty()) add_address();
        aside_.code =
            large(words_.phrases.fill("code", {{"code", std::string(code)}}), style::BlockRole::aside_text, code);
    }

    /// A link, composed as those of articles are.
    void add_address() {
        article::InlineText link;
        link.text = "\xEF\xBF\xBC";  // which the brand's address takes the place of
        link.links.push_back({"", true, {}});
        article::InlineRun run;
        run.end = static_cast<std::uint32_t>(link.text.size());
        run.link = 0;
        link.runs.push_back(run);
        const TextStyle& style = handout_.stylesheet->block(style::BlockRole::aside_text).text;
        aside_.address = handout_.texts[texts_.add(link, style, paragraph())];
        handout_.texts.pop_back();
    }

    Handout& handout_;
    TextComposer& texts_;
    const PageWords& words_;
    Aside& aside_;
    const style::AsideSettings& settings_;
    text::NodeId section_;
};

}  // namespace

bool enlarge(text::StyledText& text, std::string_view number, int thousandths) {
    const std::u16string words = to_utf16(number);
    const std::size_t at = words.empty() ? std::u16string::npos : text.text.find(words);
    if (at == std::u16string::npos) return false;
    if (thousandths == 1000) return true;
    const auto begin = static_cast<std::uint32_t>(at), end = static_cast<std::uint32_t>(at + words.size());
    std::vector<text::StyledRun> runs;
    for (const text::StyledRun& run : text.runs) {
        const auto add = [&](std::uint32_t from, std::uint32_t to, bool large) {
            from = std::max(from, run.begin);
            to = std::min(to, run.end);
            if (from >= to) return;
            text::StyledRun part = run;
            part.begin = from;
            part.end = to;
            if (large) {
                TextStyle style = text.styles[run.style];
                style.size = scale(style.size, thousandths);
                style.weight = 700;
                part.style = static_cast<std::uint32_t>(text.styles.size());
                text.styles.push_back(style);
            }
            runs.push_back(part);
        };
        add(0, begin, false);
        add(begin, end, true);
        add(end, static_cast<std::uint32_t>(text.text.size()), false);
    }
    text.runs = std::move(runs);
    return true;
}

std::string scan_address(const style::BrandTexts& brand, std::string_view code) {
    std::string address = brand.article_address;
    const std::size_t at = address.find("{code}");
    if (address.empty() || code.empty()) return {};
    if (at != std::string::npos) address.replace(at, 6, code);
    return address;
}

bool aside_has_scan(const style::Stylesheet& stylesheet, const style::BrandTexts& brand, std::string_view code) {
    return stylesheet.has_aside() && stylesheet.aside.scan && !scan_address(brand, code).empty();
}

void compose_aside(Handout& handout, TextComposer& texts, std::string_view code, const PageWords& words,
                   text::NodeId root) {
    if (handout.stylesheet->has_aside()) AsideComposer(handout, texts, words, root).compose(code);
}

}  // namespace carepress::handout
