// Comma-separated values as RFC 4180 and spreadsheets write them.
#include "base/csv.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

/// "1: a|b" of each row, then "line:column message" of each diagnostic.
std::vector<std::string> read(const std::string& text) {
    const Source source{"a.csv", text};
    Diagnostics diagnostics(source);
    std::vector<std::string> out;
    for (const CsvRow& row : read_csv(text, diagnostics)) {
        std::string line = std::to_string(row.number) + ": ";
        for (const CsvValue& value : row.values) line += (&value == &row.values.front() ? "" : "|") + value.text;
        out.push_back(line);
    }
    for (const Diagnostic& each : diagnostics.all())
        out.push_back(std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                      std::string(each.code.text()));
    return out;
}
using Rows = std::vector<std::string>;

TEST(Csv, RowsAndValuesAreThoseOfRfc4180) {
    EXPECT_EQ(read("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n"), (Rows{"1: aaa|bbb|ccc", "2: zzz|yyy|xxx"}));      // 2.1
    EXPECT_EQ(read("aaa,bbb\r\nzzz,yyy"), (Rows{"1: aaa|bbb", "2: zzz|yyy"}));                          // 2.2
    EXPECT_EQ(read("a, b ,c"), (Rows{"1: a| b |c"})) << "spaces are part of a value";                   // 2.4
    EXPECT_EQ(read("\"aaa\",\"b\r\nbb\",\"c,c\"\r\nz,y,x"), (Rows{"1: aaa|b\r\nbb|c,c", "2: z|y|x"}));  // 2.6
    EXPECT_EQ(read("\"a\",\"b\"\"bb\",\"\"\n"), (Rows{"1: a|b\"bb|"}));                                 // 2.7
    EXPECT_EQ(read("a,,\n,,\n\nb,c,\n"), (Rows{"1: a||", "4: b|c|"})) << "empty rows count, and are left out";
    EXPECT_EQ(read(""), Rows());
    EXPECT_EQ(read("\xEF\xBB\xBF\"source\",code\rx,y\r"), (Rows{"1: source|code", "2: x|y"})) << "a mark, and CR alone";
}

TEST(Csv, TheFirstLineTellsTheSeparator) {
    EXPECT_EQ(read("a;b\n1,5;2"), (Rows{"1: a|b", "2: 1,5|2"}));
    EXPECT_EQ(read("a\tb\n1;2,3\t4"), (Rows{"1: a|b", "2: 1;2,3|4"}));
    EXPECT_EQ(read("\"a;b;c\",d\n1,2"), (Rows{"1: a;b;c|d", "2: 1|2"})) << "not what is in quotes";
}

TEST(Csv, WrongQuotesAreErrorsWithTheirPlace) {
    EXPECT_EQ(read("a,b\n1,5\" tape\n3,4"), (Rows{"1: a|b", "2: 1|5\" tape", "3: 3|4", "2:3 csv/quotation-mark"}));
    EXPECT_EQ(read("a,\"b\"c\n1,2"), (Rows{"1: a|bc", "2: 1|2", "1:6 csv/quotation-mark"}));
    EXPECT_EQ(read("a\n\"b\nc,d\n"), (Rows{"1: a", "2: b\nc,d\n", "2:1 csv/no-end"}));
}

}  // namespace
}  // namespace carepress::test
