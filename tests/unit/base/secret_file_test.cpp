// Secrets in files: who may read them. What an audit's key must be besides is in service/audit_test.cpp.
#include "base/secret_file.h"

#include "base/error.h"
#include "base/random.h"
#include "support/process.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>
#include <string>

namespace carepress::test {
namespace {

/// A file that its owner alone may read.
std::string secret_file(const TemporaryFolder& folder, const std::string& text) {
    const std::string path = folder.file("key");
    write_file(path, text);
    ::chmod(path.c_str(), 0600);
    return path;
}

TEST(SecretFiles, are_read_without_the_white_space_at_their_end) {
    const TemporaryFolder folder;
    const std::string path = secret_file(folder, " a b \r\n\n");
    EXPECT_EQ(read_secret_file(path, "the key", 100), " a b");
    EXPECT_EQ(read_secret_file(path, "the key", 4), " a b");
    EXPECT_THROW(read_secret_file(path, "the key", 3), EnvironmentError);
    ::chmod(path.c_str(), 0644);
    try {
        read_secret_file(path, "the key", 100);
        FAIL() << "others can read it";
    } catch (const EnvironmentError& error) {
        EXPECT_EQ(error.what(),
                  "the key, " + path + ", cannot be used: others than its owner may read or change it: chmod 600");
    }
    EXPECT_EQ(read_secret_file(secret_file(folder, ""), "the key", 100), "");
}

TEST(RandomBytes, differ_each_time_and_have_their_size) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) seen.insert(random_bytes(16));
    EXPECT_EQ(seen.size(), 100u);
    for (const std::size_t size : {0, 1, 1'000}) EXPECT_EQ(random_bytes(size).size(), size);
}

}  // namespace
}  // namespace carepress::test
