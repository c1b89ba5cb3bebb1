// What is an origin of a page, in the one form that browsers send.
#include "net/origin.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
namespace {

TEST(Origin, is_as_browsers_send_it) {
    const std::string longest = std::string(63, 'a') + "." + std::string(63, 'b');
    for (const std::string& text :
         {std::string("https://portal.example.org"), std::string("http://localhost:8080"),
          std::string("http://intranet"), std::string("https://portal.example.org:8443"),
          std::string("https://xn--kliniken-y2a.example"), std::string("http://127.0.0.1:1"),
          std::string("http://[::1]:8080"), std::string("https://[2001:db8::1]"),
          std::string("https://a_b-c.example:65535"), std::string("https://1password.example"),
          std::string("https://portal.example:80"), std::string("http://portal.example:443"), "https://" + longest})
        EXPECT_TRUE(net::is_origin(text)) << text;
}

TEST(Origin, is_nothing_else) {
    for (const std::string& text : {std::string(),
                                    std::string("null"),
                                    std::string("*"),
                                    std::string("portal.example.org"),
                                    std::string("https://"),
                                    std::string("https:///"),
                                    std::string("https://portal.example.org/"),
                                    std::string("https://portal.example.org/path"),
                                    std::string("https://portal.example.org?q"),
                                    std::string("https://portal.example.org#a"),
                                    std::string("https://Portal.example.org"),
                                    std::string("HTTPS://portal.example.org"),
                                    std::string("https://portal.example.org:443"),
                                    std::string("http://portal.example.org:80"),
                                    std::string("https://portal.example.org:"),
                                    std::string("https://portal.example.org:0"),
                                    std::string("https://portal.example.org:08443"),
                                    std::string("https://portal.example.org:65536"),
                                    std::string("https://portal.example.org:+1"),
                                    std::string("https://portal.example.org:1:2"),
                                    std::string("https://portal.example.org:a"),
                                    std::string("https://user@portal.example.org"),
                                    std::string("https://*.example.org"),
                                    std::string("https://portal..example.org"),
                                    std::string("https://.example.org"),
                                    std::string("https://portal.example.org."),
                                    std::string("https://portal.example.org "),
                                    std::string(" https://portal.example.org"),
                                    std::string("https://a.example; script-src *"),
                                    std::string("https://a.example;b"),
                                    std::string("https://klinik\xC3\xA4.example"),
                                    std::string("https://127.0.0.256"),
                                    std::string("https://127.0.0.01"),
                                    std::string("https://1.2.3"),
                                    std::string("https://[::1"),
                                    std::string("https://[]"),
                                    std::string("https://[::1]a"),
                                    std::string("https://[0:0::1]"),
                                    std::string("https://[2001:DB8::1]"),
                                    std::string("https://[::ffff:1.2.3.4]"),
                                    std::string("ftp://portal.example.org"),
                                    std::string("file://"),
                                    std::string("https://a.example\0b", 19),
                                    "https://" + std::string(64, 'a') + ".example"})
        EXPECT_FALSE(net::is_origin(text)) << text;
}

}  // namespace
}  // namespace carepress::test
