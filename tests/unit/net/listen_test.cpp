// Sockets to listen on: how addresses are read, sockets in the file system, sockets of a service manager.
#include "net/listen.h"

#include "base/error.h"
#include "unit/net/raw_client.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <variant>

namespace carepress::test {
namespace {

using net::InternetAddress;
using net::Listener;
using net::UnixAddress;

/// A folder that is removed at the end.
class Folder {
public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "carepress-net-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

unsigned mode_of(const std::string& path) {
    struct stat status = {};
    EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777;
}

TEST(ListenAddress, is_read) {
    const auto internet = [](const char* text) {
        return std::get<InternetAddress>(net::read_listen_address(text).value());
    };
    EXPECT_EQ(internet("127.0.0.1:8080"), (InternetAddress{"127.0.0.1", 8080}));
    EXPECT_EQ(internet("0.0.0.0:0"), (InternetAddress{"0.0.0.0", 0}));
    EXPECT_EQ(internet("[::1]:65535"), (InternetAddress{"::1", 65535}));
    EXPECT_EQ(internet("localhost:80"), (InternetAddress{"127.0.0.1", 80}));
    EXPECT_EQ(std::get<UnixAddress>(net::read_listen_address("unix:/run/a:b.sock").value()),
              (UnixAddress{"/run/a:b.sock", 0600}));
}

TEST(ListenAddress, is_refused) {
    for (const char* text : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                             "127.0.0.1:+1", "127.0.0.1:80a", "127.0.0.1:8 0", "127.1:80", "::1:80", "[127.0.0.1]:80",
                             "[::1]", "[]:80", "example.org:80", "unix:", "http://127.0.0.1:80"})
        EXPECT_FALSE(net::read_listen_address(text)) << text;
}

TEST(Listener, addresses_can_be_shown_and_read_again) {
    for (const char* text : {"127.0.0.1:0", "[::1]:0"}) {
        const Listener listener = Listener::open(net::read_listen_address(text).value());
        EXPECT_NE(listener.port(), 0);
        const auto read = net::read_listen_address(listener.address());
        EXPECT_EQ(std::get<InternetAddress>(read.value()).port, listener.port());
    }
}

TEST(Listener, addresses_in_use_are_said) {
    const Listener first = Listener::open(InternetAddress{"127.0.0.1", 0});
    try {
        Listener::open(InternetAddress{"127.0.0.1", first.port()});
        FAIL();
    } catch (const EnvironmentError& error) {
        EXPECT_NE(std::string(error.what()).find("127.0.0.1:" + std::to_string(first.port())), std::string::npos)
            << error.what();
    }
    EXPECT_THROW(Listener::open(InternetAddress{"example.org", 0}), EnvironmentError);
}

TEST(Listener, unix_sockets_are_private_or_of_a_group) {
    const Folder folder;
    const mode_t before = ::umask(077);
    for (const unsigned mode : {0600u, 0660u}) {
        const Listener listener = Listener::open(UnixAddress{folder.file("a"), mode});
        EXPECT_EQ(mode_of(folder.file("a")), mode);
        EXPECT_EQ(mode_of(folder.file("a.lock")), 0600u);
        EXPECT_EQ(listener.address(), "unix:" + folder.file("a"));
    }
    ::umask(before);
    EXPECT_FALSE(std::filesystem::exists(folder.file("a"))) << "is removed at the end";
}

TEST(Listener, unix_sockets_are_served) {
    const Folder folder;
    RunningServer server(RunningServer::echo_routes(), {}, "unix:" + folder.file("a"));
    RawClient client = server.client();
    EXPECT_EQ(client.ask(get_root).body, "GET [] host=a body=");
    EXPECT_EQ(client.ask("GET /b HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET [b] host=a body=");
}

/// A process that was killed leaves its socket.
TEST(Listener, stale_sockets_are_replaced) {
    const Folder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        auto* kept = new Listener(Listener::open(UnixAddress{folder.file("a")}));
        ::_exit(kept->port() == 0 ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    ASSERT_TRUE(std::filesystem::is_socket(folder.file("a")));
    const Listener listener = Listener::open(UnixAddress{folder.file("a")});
    EXPECT_TRUE(RawClient(listener.address()).is_connected());
}

TEST(Listener, sockets_in_use_are_left_alone) {
    const Folder folder;
    const Listener first = Listener::open(UnixAddress{folder.file("a")});
    EXPECT_THROW(Listener::open(UnixAddress{folder.file("a")}), EnvironmentError);
    EXPECT_TRUE(RawClient(first.address()).is_connected());
    // Another program's, which knows no lock.
    std::filesystem::rename(folder.file("a"), folder.file("b"));
    EXPECT_THROW(Listener::open(UnixAddress{folder.file("b")}), EnvironmentError);
    EXPECT_TRUE(RawClient("unix:" + folder.file("b")).is_connected());
}

TEST(Listener, what_is_not_a_socket_is_left_alone) {
    const Folder folder;
    std::ofstream(folder.file("file")) << "words";
    std::filesystem::create_symlink(folder.file("file"), folder.file("link"));
    std::filesystem::create_directory(folder.file("folder"));
    for (const char* name : {"file", "link", "folder"})
        EXPECT_THROW(Listener::open(UnixAddress{folder.file(name)}), EnvironmentError) << name;
    EXPECT_EQ(std::filesystem::file_size(folder.file("file")), 5u);
    EXPECT_THROW(Listener::open(UnixAddress{folder.file("no/folder")}), EnvironmentError);
    EXPECT_THROW(Listener::open(UnixAddress{folder.file(std::string(200, 'a'))}), EnvironmentError);
    std::filesystem::create_symlink(folder.file("file"), folder.file("a.lock"));
    EXPECT_THROW(Listener::open(UnixAddress{folder.file("a")}), EnvironmentError) << "a lock is not followed";
}

/// What a service manager does: the sockets are the descriptors from 3 on. In a process of its own, whose descriptors
/// are its own.
template <class Child>
int in_child(Child child) {
    const pid_t process = ::fork();
    if (process == 0) ::_exit(child());
    int status = -1;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Listener, sockets_of_a_service_manager_are_taken_over) {
    const Listener given = Listener::open(InternetAddress{"127.0.0.1", 0});
    EXPECT_EQ(in_child([&] {
                  ::dup2(given.descriptor(), 3);
                  ::fcntl(3, F_SETFL, 0);
                  const std::vector<Listener> taken = Listener::inherit(1);
                  const bool is_sound = taken.size() == 1 && taken[0].address() == given.address() &&
                                        (::fcntl(3, F_GETFL) & O_NONBLOCK) != 0 && ::fcntl(3, F_GETFD) == FD_CLOEXEC;
                  return is_sound ? 0 : 1;
              }),
              0);
    EXPECT_TRUE(Listener::inherit(0).empty());
}

TEST(Listener, other_descriptors_are_not_taken_over) {
    EXPECT_EQ(in_child([] {
                  ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 3);
                  try {
                      Listener::inherit(1);
                  } catch (const EnvironmentError&) {
                      return 0;
                  }
                  return 1;
              }),
              0);
    EXPECT_EQ(in_child([] {
                  ::dup2(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), 3);  // does not listen
                  try {
                      Listener::inherit(1);
                  } catch (const EnvironmentError&) {
                      return 0;
                  }
                  return 1;
              }),
              0);
}

TEST(Server, passed_on_sockets_are_served_and_outlive_it) {
    const Listener given = Listener::open(InternetAddress{"127.0.0.1", 0});
    const auto served = [&] {
        const int descriptor = ::fcntl(given.descriptor(), F_DUPFD_CLOEXEC, 3);
        std::vector<Listener> listeners;
        listeners.push_back(Listener::adopt(descriptor));
        return std::make_unique<RunningServer>(RunningServer::echo_routes(), net::Limits{}, std::move(listeners));
    };
    auto first = served();
    EXPECT_EQ(first->client().ask(get_root).status, 200);
    first.reset();
    RawClient between(given.address());  // waits in the backlog until the next server is there
    EXPECT_TRUE(between.is_connected());
    auto second = served();
    EXPECT_EQ(between.ask(get_root).status, 200);
}

}  // namespace
}  // namespace carepress::test
