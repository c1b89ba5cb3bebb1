#include "base/csv.h"

#include "base/ascii.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What separates the values of the first line, outside of quotes.
char separator_of(std::string_view text) {
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool is_quoted = false;
    for (const char c : text) {
        if (c == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (c == '\n' || c == '\r') break;
        commas += c == ',' ? 1 : 0;
        semicolons += c == ';' ? 1 : 0;
        tabs += c == '\t' ? 1 : 0;
    }
    if (tabs > commas && tabs >= semicolons) return '\t';
    return semicolons > commas ? ';' : ',';
}

class CsvReader {
public:
    CsvReader(std::string_view text, Diagnostics& diagnostics)
        : text_(text), separator_(separator_of(text)), diagnostics_(diagnostics) {}

    std::vector<CsvRow> read() {
        std::vector<CsvRow> rows;
        if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
        for (std::size_t number = 1; at_ < text_.size(); ++number) {
            CsvRow row{number, read_row()};
            const bool is_empty = std::all_of(row.values.begin(), row.values.end(),
                                              [](const CsvValue& value) { return is_blank(value.text); });
            if (!is_empty) rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    bool is_at_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

    std::vector<CsvValue> read_row() {
        std::vector<CsvValue> values{read_value()};
        while (!is_at_end()) {
            ++at_;  // the separator
            values.push_back(read_value());
        }
        if (at_ < text_.size()) at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
        return values;
    }

    CsvValue read_value() {
        const auto begin = static_cast<std::uint32_t>(at_);
        CsvValue value;
        if (at_ < text_.size() && text_[at_] == '"') {
            read_quoted(value);
        } else {
            while (!is_at_end() && text_[at_] != separator_) value.text += text_[at_++];
            if (value.text.find('"') != std::string::npos)
                diagnostics_.error("csv/quotation-mark"_code, {begin, static_cast<std::uint32_t>(at_)},
                                   "a quotation mark inside of a value without quotes",
                                   "put the whole value in quotes and write the mark twice, as in \"a \"\"word\"\"\"");
        }
        value.span = {begin, static_cast<std::uint32_t>(at_)};
        return value;
    }

    void read_quoted(CsvValue& value) {
        const auto begin = static_cast<std::uint32_t>(at_++);
        for (;;) {
            const std::size_t mark = std::min(text_.find('"', at_), text_.size());
            value.text += text_.substr(at_, mark - at_);
            at_ = mark;
            if (mark == text_.size())
                return diagnostics_.error("csv/no-end"_code, {begin, begin + 1},
                                          "the quotes that begin here have no end",
                                          "a quotation mark inside of a value in quotes is written twice");
            ++at_;
            if (at_ == text_.size() || text_[at_] != '"') break;
            value.text += '"';
            ++at_;
        }
        const auto end = static_cast<std::uint32_t>(at_);
        while (!is_at_end() && text_[at_] != separator_) value.text += text_[at_++];
        if (at_ > end)
            diagnostics_.error("csv/quotation-mark"_code, {end, static_cast<std::uint32_t>(at_)},
                               "text behind the closing quotation mark of a value",
                               "a quotation mark inside of a value in quotes is written twice");
    }

    std::string_view text_;
    char separator_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text, Diagnostics& diagnostics) {
    return CsvReader(text, diagnostics).read();
}

}  // namespace carepress
