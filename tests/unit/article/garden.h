#pragma once

#include <random>
#include <string>
#include <vector>

namespace carepress::testing {
using namespace article;

/// Random text with markup, in Markdown and HTML, read by the readers: whatever they make of it is written and read.
class Garden {
public:
    explicit Garden(unsigned seed) : random_(seed) {}

    std::string document(bool html) {
        std::string out = html ? "<h1>Title</h1>\n" : "---\ntitle: Title\n---\n\n";
        const int blocks = 1 + pick(8);
        for (int i = 0; i < blocks; ++i) out += (html ? html_block(3) : markdown_block(2)) + "\n\n";
        return out;
    }

private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

    std::string words() {
        static const std::vector<std::string> stock{
            "a",     "word",  "911",     "1.",      "-",     "*",    "**",        "_x_",     "`",
            "[",     "](",    "]",       "<b>",     "&amp;", "&",    "\\",        "\\*",     "~~",
            "|",     "#",     "=",       "http://", "é",     "…",    "\n",        "  \n",    "\t",
            "agua",  "(c)",   "!",       "![",      "“q”",   "2-4",  "www.a.org", "x@y.org", "https://a.org/b_c_d",
            "~",     "H~2~O", "10^9^",   "==m==",   "~~s~~", "[^1]", "{.x}",      "{{ t }}", "[x]",
            "•",     ": ",    ":::",     "(a)",     "a.",    "–",    "$x$",       "[l](u)",  "*e*",
            "**s**", "`c`",   "***b***", "&nbsp;",  "<i>",   "</i>", ">"};
        std::string out;
        const int count = 1 + pick(7);
        for (int i = 0; i < count; ++i) {
            out += stock[static_cast<std::size_t>(pick(static_cast<int>(stock.size())))];
            if (pick(3) > 0) out += ' ';
        }
        return out;
    }

    std::string html_inline(int depth) {
        static const char* tags[] = {
            "b", "i", "em", "strong", "sup", "sub", "code", "span lang=\"es\"", "a href=\"http://x.org/?a=1&copy=2\"",
            "q", "br"};
        std::string out = words();
        for (int i = pick(3); i > 0 && depth > 0; --i) {
            const std::string tag = tags[pick(11)];
            const std::string name = tag.substr(0, tag.find(' '));
            out += "<" + tag + ">" + html_inline(depth - 1) + (pick(9) ? "</" + name + ">" : "") + words();
        }
        return out;
    }

    std::string html_block(int depth) {
        switch (depth > 0 ? pick(10) : pick(2)) {
            case 0:
                return "<p>" + html_inline(2) + "</p>";
            case 1:
                return html_inline(1);
            case 2:
                return "<h3>" + html_inline(1) + "</h3>";
            case 3:
                return "<blockquote>" + html_block(depth - 1) + html_block(depth - 1) + "</blockquote>";
            case 4:
                return "<div lang=\"fr\">" + html_block(depth - 1) + "</div>";
            case 5:
                return "<pre>" + html_inline(1) + "\n\n x</pre>";
            case 6:
                return "<table><caption>" + words() + "</caption><tr><th>" + html_inline(1) + "<th>" + words() +
                       "<tr><td rowspan=2>" + html_inline(1) + "<td align=right>" + words() + "<tr><td>x</table>";
            case 7:
                return "<aside class=\"watch\">" + html_block(depth - 1) + html_block(depth - 1) + "</aside>";
            case 8:
                return "<figure><img src=\"a b.png\" alt=\"" + std::string(pick(2) ? "x" : "") + "\"><figcaption>" +
                       html_inline(1) + "</figcaption></figure><hr>";
            default: {
                static const char* lists[] = {"<ul>", "<ol start=3>", "<ol type=a>", "<ol reversed type=I start=9>"};
                std::string out = lists[pick(4)];
                const std::string end = out[1] == 'u' ? "</ul>" : "</ol>";
                for (int i = 1 + pick(3); i > 0; --i)
                    out += (pick(5) ? "<li>" : "<li value=7>") + html_block(depth - 1) +
                           (pick(2) ? html_block(depth - 1) : "") + "</li>";
                return out + end;
            }
        }
    }

    std::string markdown_block(int depth) {
        const auto indented = [](std::string text, const std::string& prefix) {
            for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 1 + prefix.size())
                text.insert(at + 1, prefix);
            return prefix + text;
        };
        switch (depth > 0 ? pick(11) : pick(2)) {
            case 0:
            case 1:
                return words() + words();
            case 2:
                return std::string(static_cast<std::size_t>(1 + pick(6)), '#') + " " + words();
            case 3:
                return indented(markdown_block(depth - 1) + (pick(2) ? "\n\n" : "\n") + markdown_block(depth - 1),
                                "> ");
            case 4:
                return indented((pick(2) ? "[!CALL-NOW]\n" : "[!NOTE]\n") + markdown_block(depth - 1), "> ");
            case 5:
                return "| " + words() + " | b |\n|---|:-:|\n| c |\n| d | e |";
            case 6:
                return "```\n" + words() + "\n\n  x\n```";
            case 7:
                return dialect_block(depth);
            default: {
                std::string out;
                for (int i = 1 + pick(3); i > 0; --i) {
                    std::string item =
                        indented(markdown_block(depth - 1) + (pick(3) ? "" : "\n" + markdown_block(depth - 1)), "   ");
                    item.replace(0, 3, pick(5) ? " - " : "4. ");
                    out += item + (pick(3) ? "\n" : "\n\n");
                }
                return out;
            }
        }
    }

    std::string dialect_block(int depth) {
        switch (pick(7)) {
            case 0:
                return "[^" + std::to_string(pick(3)) + "]: " + words() + "[^1]";
            case 1:
                return "• " + words() + "\n• " + words() + "\no\t" + words();
            case 2:
                return "a. " + words() + "\nb. " + words() + "\n\n(4) " + words() + "\n(5) x";
            case 3:
                return words() + "\n: " + words();
            case 4:
                return "::: tip " + words() + "\n" + markdown_block(depth - 1) + "\n:::";
            case 5:
                return "- [ ] " + words() + "\n- [x] " + words();
            default:
                return "| " + words() + "\n| " + words();
        }
    }

    std::mt19937 random_;
};

}  // namespace carepress::testing
