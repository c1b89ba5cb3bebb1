#include "base/markup.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

TEST(Markup, escapes_what_html_and_xml_would_read_as_markup) {
    for (const auto escaped : {escaped_html, escaped_xml}) {
        EXPECT_EQ(escaped("a < b && c > \"d\""), "a &lt; b &amp;&amp; c &gt; &quot;d&quot;");
        EXPECT_EQ(escaped("&amp;"), "&amp;amp;");
        EXPECT_EQ(escaped("it's 5 °C\n"), "it's 5 °C\n");
        EXPECT_EQ(escaped(""), "");
    }
}

TEST(Markup, escapes_a_carriage_return_for_xml_alone) {
    EXPECT_EQ(escaped_html("a\r\nb"), "a\r\nb");
    EXPECT_EQ(escaped_xml("a\r\nb"), "a&#13;\nb");
}

}  // namespace
}  // namespace carepress::test
