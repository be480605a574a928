<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Check</name>
    <message>
        <source>Reachable</source>
        <translation>可连接</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Two servers</source>
        <translation>两个数据库</translation>
    </message>
    <message>
        <source>Writable</source>
        <translation>可写</translation>
    </message>
    <message>
        <source>Reading changes</source>
        <translation>读取增量</translation>
    </message>
    <message>
        <source>Binlog filter</source>
        <translation>binlog 过滤</translation>
    </message>
    <message>
        <source>Log retention</source>
        <translation>日志保留</translation>
    </message>
    <message>
        <source>Durability</source>
        <translation>持久性</translation>
    </message>
    <message>
        <source>Privileges</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Largest packet</source>
        <translation>最大数据包</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>SQL mode</source>
        <translation>SQL 模式</translation>
    </message>
    <message>
        <source>Character sets</source>
        <translation>字符集</translation>
    </message>
    <message>
        <source>Case of table names</source>
        <translation>表名大小写</translation>
    </message>
    <message>
        <source>Chosen tables</source>
        <translation>所选表</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>主键</translation>
    </message>
    <message>
        <source>Storage engine</source>
        <translation>存储引擎</translation>
    </message>
    <message>
        <source>Column types</source>
        <translation>列类型</translation>
    </message>
    <message>
        <source>Unique keys</source>
        <translation>唯一键</translation>
    </message>
    <message>
        <source>AUTO_INCREMENT</source>
        <translation>自增列</translation>
    </message>
    <message>
        <source>Generated columns</source>
        <translation>生成列</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>Foreign keys</source>
        <translation>外键</translation>
    </message>
    <message>
        <source>Tables at the target</source>
        <translation>目标端表</translation>
    </message>
    <message>
        <source>Other replication</source>
        <translation>其他同步</translation>
    </message>
    <message>
        <source>Leftovers</source>
        <translation>残留</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Keeps two databases in two regions both writable and in step.</source>
        <translation>让两个地域的两个数据库同时可写并保持一致。</translation>
    </message>
    <message>
        <source>Folder of the workspace.</source>
        <translation>工作区目录。</translation>
    </message>
    <message>
        <source>Language: en or zh_CN.</source>
        <translation>语言：en 或 zh_CN。</translation>
    </message>
    <message>
        <source>Look: light, dark or system.</source>
        <translation>外观：light、dark 或 system。</translation>
    </message>
    <message>
        <source>Open the practice pair at once: oceanbase (default), mysql or mariadb.</source>
        <translation>启动后立即打开演练环境：oceanbase（默认）、mysql 或 mariadb。</translation>
    </message>
    <message>
        <source>Write pictures of the pages into this folder and end.</source>
        <translation>将各页面截图写入该目录后退出。</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>无法识别的参数：%1</translation>
    </message>
    <message>
        <source>--lang is en or zh_CN, not %1</source>
        <translation>--lang 只能是 en 或 zh_CN，不能是 %1</translation>
    </message>
    <message>
        <source>--theme is light, dark or system, not %1</source>
        <translation>--theme 只能是 light、dark 或 system，不能是 %1</translation>
    </message>
    <message>
        <source>--practice is oceanbase, mysql or mariadb, not %1</source>
        <translation>--practice 只能是 oceanbase、mysql 或 mariadb，不能是 %1</translation>
    </message>
</context>
<context>
    <name>Ctl</name>
    <message>
        <source>No %1 server could be had; the demo runs on %2 instead.</source>
        <translation>未找到 %1 数据库程序，演示改用 %2。</translation>
    </message>
    <message>
        <source>Practice pair: %1 at 127.0.0.1:%2 (%3) and 127.0.0.1:%4 (%5)</source>
        <translation>演练环境：%1，127.0.0.1:%2（%3）与 127.0.0.1:%4（%5）</translation>
    </message>
    <message>
        <source>Checking both servers …</source>
        <translation>正在检查两端数据库 …</translation>
    </message>
    <message>
        <source>Precheck passed; findings: %1, warnings: %2</source>
        <translation>预检查通过；检查项 %1，警告 %2</translation>
    </message>
    <message>
        <source>Starting %1 …</source>
        <translation>正在启动 %1 …</translation>
    </message>
    <message>
        <source>Both links started</source>
        <translation>两条链路已启动</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止 …</translation>
    </message>
    <message>
        <source>%1; policy: %2; kept: %3</source>
        <translation>%1；策略：%2；保留：%3</translation>
    </message>
    <message>
        <source>expected: %1</source>
        <translation>预期：%1</translation>
    </message>
    <message>
        <source>incoming: %1</source>
        <translation>同步过来：%1</translation>
    </message>
    <message>
        <source>at target: %1</source>
        <translation>目标端：%1</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>暂无事件。</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>LEVEL</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>EVENT</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>No conflicts.</source>
        <translation>没有冲突。</translation>
    </message>
    <message>
        <source>%1 started.</source>
        <translation>%1 已启动。</translation>
    </message>
    <message>
        <source>Pausing %1 …</source>
        <translation>正在暂停 %1 …</translation>
    </message>
    <message>
        <source>%1 paused.</source>
        <translation>%1 已暂停。</translation>
    </message>
    <message>
        <source>Resuming %1 …</source>
        <translation>正在恢复 %1 …</translation>
    </message>
    <message>
        <source>%1 goes on.</source>
        <translation>%1 已恢复。</translation>
    </message>
    <message>
        <source>Stopping %1 …</source>
        <translation>正在停止 %1 …</translation>
    </message>
    <message>
        <source>%1 stopped.</source>
        <translation>%1 已停止。</translation>
    </message>
    <message>
        <source>Link pair %1 created.</source>
        <translation>双活链路组 %1 已创建。</translation>
    </message>
    <message>
        <source>Next: twintidectl precheck %1, then twintidectl serve %1</source>
        <translation>下一步：twintidectl precheck %1，然后 twintidectl serve %1</translation>
    </message>
    <message>
        <source>There are no link pairs yet: twintidectl pair create -f pair.yaml</source>
        <translation>还没有双活链路组：twintidectl pair create -f pair.yaml</translation>
    </message>
    <message>
        <source>PAIR</source>
        <translation>链路组</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>OBJECTS</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>LABEL</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Link pair %1 removed.</source>
        <translation>双活链路组 %1 已删除。</translation>
    </message>
    <message>
        <source>Marker rows, triggers and logs of %1 removed from both servers.</source>
        <translation>已从两端数据库清除 %1 的标记行、触发器和日志。</translation>
    </message>
    <message>
        <source>Nothing was run: give --yes where nobody can be asked.</source>
        <translation>未执行：无法询问时请加 --yes。</translation>
    </message>
    <message>
        <source>None of these checks has a statement to run.</source>
        <translation>这些检查项没有可执行的修复语句。</translation>
    </message>
    <message>
        <source>%1 cannot be skipped: starting anyway could lose rows.</source>
        <translation>%1 不能跳过：带着它启动可能丢失数据。</translation>
    </message>
    <message>
        <source>Serving %1; Ctrl-C stops the links cleanly.</source>
        <translation>正在运行 %1 的链路；按 Ctrl-C 正常停止。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Binlog readable</source>
        <translation>可读 binlog</translation>
    </message>
    <message>
        <source>Change log possible</source>
        <translation>可用变更日志表</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>库数量</translation>
    </message>
    <message>
        <source>Data source %1 saved.</source>
        <translation>数据源 %1 已保存。</translation>
    </message>
    <message>
        <source>There are no data sources yet: twintidectl source add -f source.yaml</source>
        <translation>还没有数据源：twintidectl source add -f source.yaml</translation>
    </message>
    <message>
        <source>DATA SOURCE</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>KIND</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>REGION</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>ADDRESS</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>USER</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>PASSWORD FROM</source>
        <translation>密码来源</translation>
    </message>
    <message>
        <source>Connecting to %1 …</source>
        <translation>正在连接 %1 …</translation>
    </message>
    <message>
        <source>%1 answers.</source>
        <translation>%1 连接成功。</translation>
    </message>
    <message>
        <source>Data source %1 removed.</source>
        <translation>数据源 %1 已删除。</translation>
    </message>
    <message>
        <source>LINK</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>LAG</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>RATE</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>ROWS</source>
        <translation>已应用行</translation>
    </message>
    <message>
        <source>CONFLICTS</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>MEASURED</source>
        <translation>测量于</translation>
    </message>
    <message>
        <source>Not running: no program runs the links of %1 (twintidectl serve)</source>
        <translation>未运行：没有程序在运行 %1 的链路（twintidectl serve）</translation>
    </message>
    <message>
        <source>Active-active links between two databases, without a screen.</source>
        <translation>两个数据库之间的双活链路，无需图形界面。</translation>
    </message>
    <message>
        <source>Folder of the definitions (default ~/.config/twintide)</source>
        <translation>定义所在目录（默认 ~/.config/twintide）</translation>
    </message>
    <message>
        <source>Language: en or zh</source>
        <translation>语言：en 或 zh</translation>
    </message>
    <message>
        <source>Answer as JSON on standard output</source>
        <translation>在标准输出以 JSON 应答</translation>
    </message>
    <message>
        <source>Replace what has the same name</source>
        <translation>替换同名的定义</translation>
    </message>
    <message>
        <source>Link pairs: create, list, show, remove</source>
        <translation>双活链路组：创建、列出、查看、删除</translation>
    </message>
    <message>
        <source>Create a pair, and its data sources, from a file</source>
        <translation>从文件创建链路组及其数据源</translation>
    </message>
    <message>
        <source>YAML, as resources/examples/pair.yaml shows it</source>
        <translation>YAML 文件，格式见 resources/examples/pair.yaml</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>全部链路组</translation>
    </message>
    <message>
        <source>The definition of a pair</source>
        <translation>链路组的定义</translation>
    </message>
    <message>
        <source>Remove the definition; the history stays</source>
        <translation>删除定义，历史保留</translation>
    </message>
    <message>
        <source>Remove marker rows, triggers and logs of a stopped pair from both servers</source>
        <translation>从两端数据库清除已停止链路组的标记行、触发器和日志</translation>
    </message>
    <message>
        <source>Data sources: add, list, show, test, remove</source>
        <translation>数据源：添加、列出、查看、测试、删除</translation>
    </message>
    <message>
        <source>Add a data source from a file</source>
        <translation>从文件添加数据源</translation>
    </message>
    <message>
        <source>YAML of one data source</source>
        <translation>一个数据源的 YAML 文件</translation>
    </message>
    <message>
        <source>All data sources</source>
        <translation>全部数据源</translation>
    </message>
    <message>
        <source>The definition of a data source</source>
        <translation>数据源的定义</translation>
    </message>
    <message>
        <source>Connect and tell what is there</source>
        <translation>连接并显示数据库信息</translation>
    </message>
    <message>
        <source>Remove a data source</source>
        <translation>删除数据源</translation>
    </message>
    <message>
        <source>Check whether a pair may start</source>
        <translation>检查链路组能否启动</translation>
    </message>
    <message>
        <source>Skip this check from now on (repeatable)</source>
        <translation>今后跳过该检查项（可重复）</translation>
    </message>
    <message>
        <source>Run the remedy of this check (repeatable)</source>
        <translation>执行该检查项的修复语句（可重复）</translation>
    </message>
    <message>
        <source>Do not ask before running a remedy</source>
        <translation>执行修复前不询问</translation>
    </message>
    <message>
        <source>Show what passed, too</source>
        <translation>同时显示通过的检查项</translation>
    </message>
    <message>
        <source>Write the report into this file</source>
        <translation>将报告写入该文件</translation>
    </message>
    <message>
        <source>Start both links of a pair</source>
        <translation>启动链路组的两条链路</translation>
    </message>
    <message>
        <source>Run the links here, as serve does</source>
        <translation>在本进程运行链路，同 serve</translation>
    </message>
    <message>
        <source>Pause both links; the position is kept</source>
        <translation>暂停两条链路，保留位点</translation>
    </message>
    <message>
        <source>Go on after a pause</source>
        <translation>暂停后恢复</translation>
    </message>
    <message>
        <source>Stop both links cleanly</source>
        <translation>正常停止两条链路</translation>
    </message>
    <message>
        <source>State, lag and rates</source>
        <translation>状态、延迟和速率</translation>
    </message>
    <message>
        <source>Again every second until Ctrl-C</source>
        <translation>每秒刷新，直到 Ctrl-C</translation>
    </message>
    <message>
        <source>The active-active drill on a running pair</source>
        <translation>对运行中的链路组做双活演练</translation>
    </message>
    <message>
        <source>Run links in the foreground until SIGTERM or Ctrl-C</source>
        <translation>在前台运行链路，直到 SIGTERM 或 Ctrl-C</translation>
    </message>
    <message>
        <source>The pairs to start (default: all)</source>
        <translation>要启动的链路组（默认全部）</translation>
    </message>
    <message>
        <source>Practice pair, precheck, start, drill, report</source>
        <translation>演练环境：预检查、启动、双活演练、报告</translation>
    </message>
    <message>
        <source>oceanbase, mariadb or mysql</source>
        <translation>oceanbase、mariadb 或 mysql</translation>
    </message>
    <message>
        <source>Folder for servers, workspace and report</source>
        <translation>数据库、工作区和报告所在目录</translation>
    </message>
    <message>
        <source>What happened to a pair</source>
        <translation>链路组的事件</translation>
    </message>
    <message>
        <source>Conflicts and how they were decided</source>
        <translation>冲突及其裁决</translation>
    </message>
    <message>
        <source>At most so many, newest first</source>
        <translation>最多显示条数，最新的在前</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Password of data source %1: </source>
        <translation>数据源 %1 的密码：</translation>
    </message>
    <message>
        <source>Warning: %1 can be read by others; chmod 600 it.</source>
        <translation>警告：%1 可被其他用户读取，请 chmod 600。</translation>
    </message>
    <message>
        <source>NO.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>MS</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>STEP</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>FACTS</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Drill passed</source>
        <translation>双活演练通过</translation>
    </message>
    <message>
        <source>Drill failed</source>
        <translation>双活演练失败</translation>
    </message>
    <message>
        <source>may be skipped: --skip %1</source>
        <translation>可跳过：--skip %1</translation>
    </message>
    <message>
        <source>errors %1, warnings %2, notices %3, passed %4 (%5)</source>
        <translation>错误 %1，警告 %2，提示 %3，通过 %4(%5)</translation>
    </message>
    <message>
        <source>Precheck passed</source>
        <translation>预检查通过</translation>
    </message>
    <message>
        <source>Precheck failed</source>
        <translation>预检查失败</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>报告：%1</translation>
    </message>
    <message>
        <source>; %1 could not be made without the server</source>
        <translation>；另有 %1 项因数据库不可用未检查</translation>
    </message>
    <message>
        <source>Password of the administrator %1: </source>
        <translation>管理员 %1 的密码：</translation>
    </message>
    <message>
        <source>No link of %1 stands before a DDL statement.</source>
        <translation>%1 没有链路停在 DDL 语句前。</translation>
    </message>
    <message>
        <source>Skipped means: it is not run at the other side. Rows that need it stop the link again, until it is run there by hand.</source>
        <translation>跳过后，该语句不会在对端执行；依赖它的行会使链路再次停下，直到在对端手工执行该语句。</translation>
    </message>
    <message>
        <source>Skip this statement?</source>
        <translation>跳过这条语句？</translation>
    </message>
    <message>
        <source>Statement run, %1 goes on.</source>
        <translation>该语句已执行，%1 继续运行。</translation>
    </message>
    <message>
        <source>Statement skipped, %1 goes on.</source>
        <translation>已跳过该语句，%1 继续运行。</translation>
    </message>
    <message>
        <source>Run these statements?</source>
        <translation>执行这些语句？</translation>
    </message>
    <message>
        <source>--admin-user NAME runs it with another login, for this once.</source>
        <translation>可用 --admin-user NAME 换一个账号执行，仅此一次有效。</translation>
    </message>
    <message>
        <source>Run remedies with this login; its password is asked for and not kept</source>
        <translation>用该账号执行修复语句；密码现场询问，不保存</translation>
    </message>
    <message>
        <source>Take the administrator&apos;s password from this file</source>
        <translation>从该文件读取管理员密码</translation>
    </message>
    <message>
        <source>Take the administrator&apos;s password from this variable</source>
        <translation>从该环境变量读取管理员密码</translation>
    </message>
    <message>
        <source>A DDL statement that a link has stopped at</source>
        <translation>使链路停下的 DDL 语句</translation>
    </message>
    <message>
        <source>The statement and why it failed</source>
        <translation>显示该语句及失败原因</translation>
    </message>
    <message>
        <source>Go on behind it without running it</source>
        <translation>不执行该语句，从其后继续</translation>
    </message>
    <message>
        <source>Do not ask before skipping</source>
        <translation>跳过前不询问</translation>
    </message>
    <message>
        <source>Try it again, after its cause was mended</source>
        <translation>原因排除后重新执行</translation>
    </message>
    <message>
        <source>To go on: twintidectl ddl retry %1, or ddl skip %1</source>
        <translation>继续的办法：twintidectl ddl retry %1 或 ddl skip %1</translation>
    </message>
    <message>
        <source>Run at %1: %2</source>
        <translation>已在%1执行：%2</translation>
    </message>
    <message>
        <source>structures %1, now %2</source>
        <translation>结构 %1，当前 %2</translation>
    </message>
    <message>
        <source>rows %1 %2 of about %3, table %4 of %5, now %6</source>
        <translation>数据 %1 %2 行，共约 %3 行；第 %4/%5 张表，当前 %6</translation>
    </message>
    <message>
        <source>waits; decide with: twintidectl resolve PAIR %1 --take a|b</source>
        <translation>等待裁决；命令：twintidectl resolve 链路组 %1 --take a|b</translation>
    </message>
    <message>
        <source>resolved %1</source>
        <translation>已于 %1 裁决</translation>
    </message>
    <message>
        <source>No quarantined row waits.</source>
        <translation>没有待裁决的隔离行。</translation>
    </message>
    <message>
        <source>Let the row of %1 stand on both sides? The other side&apos;s is overwritten.</source>
        <translation>以 %1 的行为准？另一侧的行将被覆盖。</translation>
    </message>
    <message>
        <source>The row of %1 stands.</source>
        <translation>已以 %1 的行为准。</translation>
    </message>
    <message>
        <source>Only quarantined rows that nobody has decided about</source>
        <translation>只列出待裁决的隔离行</translation>
    </message>
    <message>
        <source>End the quarantine of a row: one side&apos;s row stands on both</source>
        <translation>解除一行的隔离：两侧均以所选一侧的行为准</translation>
    </message>
    <message>
        <source>The number that “conflicts” shows</source>
        <translation>conflicts 所列的编号</translation>
    </message>
    <message>
        <source>Whose row stands: a or b</source>
        <translation>以哪一侧的行为准：a 或 b</translation>
    </message>
    <message>
        <source>Do not ask before overwriting the other row</source>
        <translation>覆盖另一侧的行前不询问</translation>
    </message>
</context>
<context>
    <name>Drill</name>
    <message>
        <source>[rows: {rows}][, {table}]</source>
        <translation>[行数：{rows}][，{table}]</translation>
    </message>
    <message>
        <source>[{table}][, new column {column}]</source>
        <translation>[{table}][，新增列 {column}]</translation>
    </message>
    <message>
        <source>[written at {a}: {written_a}, arrived at {b}: {applied_b}][; written at {b}: {written_b}, arrived at {a}: {applied_a}]</source>
        <translation>[{a} 写入 {written_a} 行，到达 {b} {applied_b} 行][；{b} 写入 {written_b} 行，到达 {a} {applied_a} 行]</translation>
    </message>
    <message>
        <source>[tables compared: {tables}]</source>
        <translation>[已比较的表：{tables}]</translation>
    </message>
    <message>
        <source>Rows inserted at %1 arrive at %2</source>
        <translation>在%1插入的行到达%2</translation>
    </message>
    <message>
        <source>A table created at %1 appears at %2</source>
        <translation>在%1创建的表出现在%2</translation>
    </message>
    <message>
        <source>Rows inserted into it at %1 arrive at %2</source>
        <translation>在%1向新表插入的行到达%2</translation>
    </message>
    <message>
        <source>A column added at %1 appears at %2</source>
        <translation>在%1新增的列出现在%2</translation>
    </message>
    <message>
        <source>Nothing looped: each change arrived exactly once</source>
        <translation>没有循环：每个变更恰好到达一次</translation>
    </message>
    <message>
        <source>Both sides hold the same rows</source>
        <translation>两端数据一致</translation>
    </message>
    <message>
        <source>Starting the first database server</source>
        <translation>正在启动第一个数据库</translation>
    </message>
    <message>
        <source>Starting the second database server</source>
        <translation>正在启动第二个数据库</translation>
    </message>
    <message>
        <source>Creating the sample tables</source>
        <translation>正在创建示例表</translation>
    </message>
    <message>
        <source>preparation</source>
        <translation>准备</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Twintide met a defect of its own[: {what}]</source>
        <translation>Twintide 内部错误[：{what}]</translation>
    </message>
    <message>
        <source>Keep log/twintide.log of the workspace and report it. Starting again is safe.</source>
        <translation>请保留工作区的 log/twintide.log 并反馈。可以放心地重新启动。</translation>
    </message>
    <message>
        <source>Cancelled[: {what|reason}]</source>
        <translation>已取消[：{what|reason}]</translation>
    </message>
    <message>
        <source>Run it again when you want it.</source>
        <translation>需要时可重新执行。</translation>
    </message>
    <message>
        <source>Not done in time[: {what|reason}][ ({seconds} s)]</source>
        <translation>超时未完成[：{what|reason}][（{seconds} 秒）]</translation>
    </message>
    <message>
        <source>Check the servers and the network, then try again.</source>
        <translation>请检查数据库和网络后重试。</translation>
    </message>
    <message>
        <source>The program was closed while the work ran</source>
        <translation>任务执行期间程序被关闭</translation>
    </message>
    <message>
        <source>Start it again: what was done is kept.</source>
        <translation>请重新启动：已完成的部分会保留。</translation>
    </message>
    <message>
        <source>[{source}: ]the binlog is off</source>
        <translation>[{source}：]binlog 未开启</translation>
    </message>
    <message>
        <source>Without it changes cannot be read.</source>
        <translation>没有 binlog 就无法读取增量。</translation>
    </message>
    <message>
        <source>Set log_bin and restart the server. On OceanBase create a Binlog Service, or use log_access: changelog.</source>
        <translation>请设置 log_bin 并重启数据库；OceanBase 请创建 Binlog 服务，或使用 log_access: changelog。</translation>
    </message>
    <message>
        <source>[{source}: ]the position {position} is no longer in the binlog</source>
        <translation>[{source}：]位点 {position} 已不在 binlog 中</translation>
    </message>
    <message>
        <source>The server has purged the log from which this link must go on.</source>
        <translation>链路需要续读的日志已被数据库清理。</translation>
    </message>
    <message>
        <source>Clean up the pair and start it again, which copies the rows anew. Keep binlogs longer than the longest pause.</source>
        <translation>请清理链路组后重新启动（会重新全量复制），并让 binlog 保留时间大于最长的暂停时间。</translation>
    </message>
    <message>
        <source>[{reason}]</source>
        <translation>[{reason}]</translation>
    </message>
    <message>
        <source>The link has stopped before it, nothing is lost. Change the server setting that writes it, then start again.</source>
        <translation>链路已停在它之前，没有数据丢失。请调整产生它的数据库设置后重新启动。</translation>
    </message>
    <message>
        <source>[{source}: ]the binlog cannot be decoded[ at {position}]</source>
        <translation>[{source}：]binlog [在 {position} 处]无法解析</translation>
    </message>
    <message>
        <source>Look for disk errors in the server&apos;s log. After a restart the link goes on from its marker row.</source>
        <translation>请检查数据库日志中的磁盘错误。重启后链路会从标记行续传。</translation>
    </message>
    <message>
        <source>{table}: the rows in the log do not fit the table</source>
        <translation>{table}：日志中的行与表结构不符</translation>
    </message>
    <message>
        <source>The table was changed after these rows were written. Compare the structures at both sides, then start again.</source>
        <translation>写入这些行之后表结构发生过变更。请比较两端表结构后重新启动。</translation>
    </message>
    <message>
        <source>[{source}: ]the change log cannot be used</source>
        <translation>[{source}：]无法使用变更日志表</translation>
    </message>
    <message>
        <source>The account needs TRIGGER and CREATE on the chosen databases, and the server must offer ORA_ROWSCN.</source>
        <translation>账号需要所选库的 TRIGGER 和 CREATE 权限，且数据库须支持 ORA_ROWSCN。</translation>
    </message>
    <message>
        <source>[{source}: ]the change log is damaged</source>
        <translation>[{source}：]变更日志表已损坏</translation>
    </message>
    <message>
        <source>Clean up the pair and start it again; the rows are copied anew.</source>
        <translation>请清理链路组后重新启动，数据会重新全量复制。</translation>
    </message>
    <message>
        <source>A large transaction could not be kept on disk[: {file}]</source>
        <translation>大事务无法暂存到磁盘[：{file}]</translation>
    </message>
    <message>
        <source>Free space in the temporary folder (TMPDIR), then resume.</source>
        <translation>请清理临时目录（TMPDIR）的空间后恢复链路。</translation>
    </message>
    <message>
        <source>[{link}: ]another engine has taken over this link</source>
        <translation>[{link}：]该链路已被另一个引擎接管</translation>
    </message>
    <message>
        <source>[Its epoch is {epoch}, ours {ours}. ]Nothing was applied twice.</source>
        <translation>[对方 epoch 为 {epoch}，本方为 {ours}。]没有变更被重复应用。</translation>
    </message>
    <message>
        <source>Look for a second Twintide that runs the same pair and stop one of them.</source>
        <translation>请找出运行同一链路组的另一个 Twintide，并停止其中一个。</translation>
    </message>
    <message>
        <source>The table {table} is missing at the target</source>
        <translation>目标端缺少表 {table}</translation>
    </message>
    <message>
        <source>Create it there, then resume.</source>
        <translation>请在目标端创建该表后恢复链路。</translation>
    </message>
    <message>
        <source>The column {column} of {table} is missing at the target</source>
        <translation>目标端的表 {table} 缺少列 {column}</translation>
    </message>
    <message>
        <source>Add it there, then resume.</source>
        <translation>请在目标端添加该列后恢复链路。</translation>
    </message>
    <message>
        <source>The target refuses a value of {table}[.{column}]</source>
        <translation>目标端拒绝了 {table}[.{column}] 的一个值</translation>
    </message>
    <message>
        <source>[The server says: {server}]</source>
        <translation>[数据库返回：{server}]</translation>
    </message>
    <message>
        <source>Make the column alike at both sides, then resume.</source>
        <translation>请统一两端该列的定义后恢复链路。</translation>
    </message>
    <message>
        <source>Another row of {table} holds a unique value of {key}</source>
        <translation>{table} 的另一行占用了 {key} 的唯一键值</translation>
    </message>
    <message>
        <source>[The server says: {server}. ]The unique key is over an expression or a column that only the target has, so that row cannot be told.</source>
        <translation>[数据库返回：{server}。]该唯一键建在表达式上，或包含仅目标端存在的列，无法确定是哪一行。</translation>
    </message>
    <message>
        <source>Change or delete the other row at the target, then resume.</source>
        <translation>请在目标端修改或删除占用该值的行，然后恢复链路。</translation>
    </message>
    <message>
        <source>Stopped at a conflict in {table}[, {key}]</source>
        <translation>在 {table}[({key})]上因冲突停止</translation>
    </message>
    <message>
        <source>[{kind|conflict}. ]The policy says: stop.</source>
        <translation>[{kind|conflict}。]冲突策略为停止。</translation>
    </message>
    <message>
        <source>Look at both rows in the conflict log, make them equal, then resume.</source>
        <translation>请在冲突日志中查看两端的行，处理一致后恢复链路。</translation>
    </message>
    <message>
        <source>A DDL statement is not understood[: {sql}]</source>
        <translation>无法识别的 DDL 语句[：{sql}]</translation>
    </message>
    <message>
        <source>[{reason|reason}]</source>
        <translation>[{reason|reason}]</translation>
    </message>
    <message>
        <source>A DDL statement is not replicated[: {sql}]</source>
        <translation>该 DDL 语句不会被同步[：{sql}]</translation>
    </message>
    <message>
        <source>A DDL statement failed at the target[: {sql}]</source>
        <translation>DDL 在目标端执行失败[：{sql}]</translation>
    </message>
    <message>
        <source>[The server says: {server}][{reason|reason}]</source>
        <translation>[数据库返回：{server}][{reason|reason}]</translation>
    </message>
    <message>
        <source>{table} has no primary key and no unique key without NULL</source>
        <translation>表 {table} 没有主键，也没有非空唯一键</translation>
    </message>
    <message>
        <source>Without one a row cannot be told from another.</source>
        <translation>没有键就无法区分行。</translation>
    </message>
    <message>
        <source>Add a primary key, or leave the table out.</source>
        <translation>请添加主键，或不选择该表。</translation>
    </message>
    <message>
        <source>The echo test failed[ at {region}]</source>
        <translation>回环测试失败[({region})]</translation>
    </message>
    <message>
        <source>A marked row came back as if an application had written it[: {reason|reason}].</source>
        <translation>带标记的行回来时被当成了业务写入[：{reason|reason}]。</translation>
    </message>
    <message>
        <source>Check that the database twintide is in the binlog (binlog_do_db, binlog_ignore_db), then start again.</source>
        <translation>请确认 twintide 库会写入 binlog（binlog_do_db、binlog_ignore_db），然后重新启动。</translation>
    </message>
    <message>
        <source>The marker row is missing[ at {region}][ ({link})]</source>
        <translation>标记行缺失[({region})][({link})]</translation>
    </message>
    <message>
        <source>It was removed, or the target was restored from a backup.</source>
        <translation>可能被删除，或目标端从备份恢复过。</translation>
    </message>
    <message>
        <source>Compare both sides, then clean up the pair and start it again.</source>
        <translation>请比较两端数据，然后清理链路组并重新启动。</translation>
    </message>
    <message>
        <source>{table} already holds rows at the target[ (about {rows|count})]</source>
        <translation>目标端的表 {table} 已有数据[（约 {rows|count} 行）]</translation>
    </message>
    <message>
        <source>Empty the table, or choose to merge (nonempty_target: merge).</source>
        <translation>请清空该表，或选择合并（nonempty_target: merge）。</translation>
    </message>
    <message>
        <source>{table} differs between both sides</source>
        <translation>两端的表 {table} 结构不同</translation>
    </message>
    <message>
        <source>Make the structures equal, then start again.</source>
        <translation>请统一表结构后重新启动。</translation>
    </message>
    <message>
        <source>The snapshot of the row copy is no longer there[ ({scn})]</source>
        <translation>全量复制所用的快照已失效[({scn})]</translation>
    </message>
    <message>
        <source>[The source keeps old row versions for {retention} only.]</source>
        <translation>[源端只保留 {retention} 的历史版本。]</translation>
    </message>
    <message>
        <source>Raise undo_retention at the source, then start the copy again.</source>
        <translation>请调大源端 undo_retention 后重新开始复制。</translation>
    </message>
    <message>
        <source>The drill failed[ at the step “{step|step}”]</source>
        <translation>双活演练失败[，步骤：{step|step}]</translation>
    </message>
    <message>
        <source>[{reason|reason}][ ({seconds} s)][. Waiting at the server: {waits}]</source>
        <translation>[{reason|reason}][（{seconds} 秒）][。服务器上的等待：{waits}]</translation>
    </message>
    <message>
        <source>Look at the state and the lag of both links, then run it again.</source>
        <translation>请查看两条链路的状态和延迟后重新演练。</translation>
    </message>
    <message>
        <source>[{source}: ]the host name {host} is not known</source>
        <translation>[{source}：]主机名 {host} 无法解析</translation>
    </message>
    <message>
        <source>Neither DNS nor /etc/hosts of this machine has an address for it.</source>
        <translation>本机的 DNS 和 /etc/hosts 中都没有它的地址。</translation>
    </message>
    <message>
        <source>Check the spelling, or enter the IP address.</source>
        <translation>请检查拼写，或直接填写 IP 地址。</translation>
    </message>
    <message>
        <source>[{source}: ]{host}:{port} refuses connections</source>
        <translation>[{source}：]{host}:{port} 拒绝连接</translation>
    </message>
    <message>
        <source>The machine answers, but nothing listens on this port, or a firewall rejects it.</source>
        <translation>主机可达，但该端口没有服务在监听，或被防火墙拒绝。</translation>
    </message>
    <message>
        <source>Check that the server runs, and the port: 2881 observer, 2883 OBProxy, 3306 MySQL and MariaDB.</source>
        <translation>请确认数据库已启动且端口正确：observer 2881,OBProxy 2883,MySQL 和 MariaDB 3306。</translation>
    </message>
    <message>
        <source>[{source}: ]{host}:{port} does not answer[ within {seconds} s]</source>
        <translation>[{source}：]{host}:{port} [在 {seconds} 秒内]没有响应</translation>
    </message>
    <message>
        <source>The machine is off or out of reach, or a firewall drops the packets.</source>
        <translation>主机已关机、网络不可达，或被防火墙丢包。</translation>
    </message>
    <message>
        <source>Check the address, the network and the firewall between this machine and the server.</source>
        <translation>请检查地址、网络，以及本机与数据库之间的防火墙。</translation>
    </message>
    <message>
        <source>[{source}: ]the login of {user} is denied</source>
        <translation>[{source}：]用户 {user} 登录被拒绝</translation>
    </message>
    <message>
        <source>Check user, tenant, cluster and password, and that the account may log in from this machine.</source>
        <translation>请检查用户名、租户、集群和密码，并确认该账号允许从本机登录。</translation>
    </message>
    <message>
        <source>[{source}: ]there is no database {database}</source>
        <translation>[{source}：]数据库 {database} 不存在</translation>
    </message>
    <message>
        <source>Check the name, or create the database.</source>
        <translation>请检查库名，或先创建该库。</translation>
    </message>
    <message>
        <source>[{source}: ]no secure connection[ to {host}:{port}]</source>
        <translation>[{source}：]无法[与 {host}:{port} ]建立 TLS 连接</translation>
    </message>
    <message>
        <source>Check the CA file and the host name in the certificate, or choose another TLS mode.</source>
        <translation>请检查 CA 文件和证书中的主机名，或更换 TLS 模式。</translation>
    </message>
    <message>
        <source>[{source}: ]the connection was lost[ ({host}:{port})]</source>
        <translation>[{source}：]连接中断[({host}:{port})]</translation>
    </message>
    <message>
        <source>[{server}]</source>
        <translation>[{server}]</translation>
    </message>
    <message>
        <source>A running link connects again by itself. If it goes on, check the server and the network.</source>
        <translation>运行中的链路会自动重连；若持续出现，请检查数据库和网络。</translation>
    </message>
    <message>
        <source>[{source}: ]the server refused a statement[: {server}]</source>
        <translation>[{source}：]数据库执行语句失败[：{server}]</translation>
    </message>
    <message>
        <source>[Statement: {sql}]</source>
        <translation>[语句：{sql}]</translation>
    </message>
    <message>
        <source>[{source}: ]version {version} is too old</source>
        <translation>[{source}：]版本 {version} 过低</translation>
    </message>
    <message>
        <source>Twintide needs {need} or newer.</source>
        <translation>Twintide 要求 {need} 或更高版本。</translation>
    </message>
    <message>
        <source>Upgrade the server, or choose another one.</source>
        <translation>请升级数据库，或选择其他数据源。</translation>
    </message>
    <message>
        <source>[{source}: ]the server is {found|kind}, not {expected|kind}</source>
        <translation>[{source}：]实际是 {found|kind}，而不是 {expected|kind}</translation>
    </message>
    <message>
        <source>[The server answers {version}.]</source>
        <translation>[数据库版本串：{version}。]</translation>
    </message>
    <message>
        <source>Correct the kind or the port of the data source.</source>
        <translation>请修改数据源的类型或端口。</translation>
    </message>
    <message>
        <source>There is no password for [{source}][ ({ref})]</source>
        <translation>没有 [{source} ]的密码[({ref})]</translation>
    </message>
    <message>
        <source>Set the environment variable, write the file, or enter the password again.</source>
        <translation>请设置环境变量、写好密码文件，或重新输入密码。</translation>
    </message>
    <message>
        <source>[{source}: ]the password reference cannot be used[: {ref}]</source>
        <translation>[{source}：]密码引用不可用[：{ref}]</translation>
    </message>
    <message>
        <source>Write env:NAME, file:PATH, prompt or keychain; never the password itself.</source>
        <translation>请写 env:变量名、file:路径、prompt 或 keychain，切勿写密码本身。</translation>
    </message>
    <message>
        <source>[{source}: ]the config server gave no address[: {url}]</source>
        <translation>[{source}：]ConfigServer 未返回地址[：{url}]</translation>
    </message>
    <message>
        <source>Check the URL with curl, and that the cluster is registered there.</source>
        <translation>请用 curl 检查该 URL，并确认集群已在其中注册。</translation>
    </message>
    <message>
        <source>A statement of {bytes|bytes} is larger than the server takes[ ({limit|bytes})]</source>
        <translation>一条 {bytes|bytes} 的语句超过了数据库允许的大小[({limit|bytes})]</translation>
    </message>
    <message>
        <source>[It carries a row of {table}.]</source>
        <translation>[其中含有 {table} 的一行数据。]</translation>
    </message>
    <message>
        <source>Raise max_allowed_packet at the target (8388608 or more), then resume.</source>
        <translation>请调大目标端 max_allowed_packet（不小于 8388608），然后恢复链路。</translation>
    </message>
    <message>
        <source>No server program was found for [{kind}]</source>
        <translation>找不到 [{kind} ]的数据库程序</translation>
    </message>
    <message>
        <source>[Looked at: {looked}]</source>
        <translation>[已查找：{looked}]</translation>
    </message>
    <message>
        <source>Install it, or set TWINTIDE_SERVERS to the folder that holds it.</source>
        <translation>请安装该数据库，或用环境变量 TWINTIDE_SERVERS 指定其所在目录。</translation>
    </message>
    <message>
        <source>The practice server did not start[ ({kind})]</source>
        <translation>演练环境的数据库启动失败[({kind})]</translation>
    </message>
    <message>
        <source>[{log}]</source>
        <translation>[{log}]</translation>
    </message>
    <message>
        <source>Look at the end of its log, check disk space and memory, then try again.</source>
        <translation>请查看其日志末尾，检查磁盘空间和内存，然后重试。</translation>
    </message>
    <message>
        <source>The port {port} is taken</source>
        <translation>端口 {port} 已被占用</translation>
    </message>
    <message>
        <source>Another program listens on it.</source>
        <translation>有其他程序正在监听该端口。</translation>
    </message>
    <message>
        <source>Stop that program, or choose another port.</source>
        <translation>请停止该程序，或换一个端口。</translation>
    </message>
    <message>
        <source>The workspace {dir} is open in another program</source>
        <translation>工作区 {dir} 已被其他程序打开</translation>
    </message>
    <message>
        <source>Process {pid} on {host} holds it.</source>
        <translation>由主机 {host} 上的进程 {pid} 占用。</translation>
    </message>
    <message>
        <source>Close that program, or choose another folder (--workspace). twintidectl status, events and conflicts work beside it.</source>
        <translation>请关闭该程序，或换一个目录（--workspace）。twintidectl status、events、conflicts 可同时使用。</translation>
    </message>
    <message>
        <source>{file} cannot be written</source>
        <translation>无法写入 {file}</translation>
    </message>
    <message>
        <source>Check owner and permissions of the workspace folder, or choose another one (--workspace).</source>
        <translation>请检查工作区目录的属主和权限，或换一个目录（--workspace）。</translation>
    </message>
    <message>
        <source>No room left on the disk for {file}</source>
        <translation>磁盘空间不足，无法写入 {file}</translation>
    </message>
    <message>
        <source>[{reason}. ]What was there before is unchanged.</source>
        <translation>[{reason}。]原有内容未被改动。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请清理磁盘空间后重试。</translation>
    </message>
    <message>
        <source>{file} cannot be read</source>
        <translation>无法读取 {file}</translation>
    </message>
    <message>
        <source>Check that it exists and that you may read it.</source>
        <translation>请确认文件存在且有读权限。</translation>
    </message>
    <message>
        <source>{file} is incomplete</source>
        <translation>{file} 不完整</translation>
    </message>
    <message>
        <source>It is empty or ends in the middle[ at {key}][ ({reason|reason})]: a write was interrupted, or only a part was copied.</source>
        <translation>文件为空或[在 {key} 处]中断[({reason|reason})]：可能是写入被打断，或只复制了一部分。</translation>
    </message>
    <message>
        <source>Restore it from git or a backup, or remove it and create it again.</source>
        <translation>请从 git 或备份恢复，或删除后重新创建。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: not valid YAML</source>
        <translation>{file} 第 {line} 行第 {column} 列：YAML 语法错误</translation>
    </message>
    <message>
        <source>Check indentation, colons and quotes near that line.</source>
        <translation>请检查该行附近的缩进、冒号和引号。</translation>
    </message>
    <message>
        <source>{file}, line {line}: unknown key {key}</source>
        <translation>{file} 第 {line} 行：未知的键 {key}</translation>
    </message>
    <message>
        <source>[Did you mean {suggestion}? ][Known here: {allowed}.]</source>
        <translation>[是否想写 {suggestion}?][此处可用：{allowed}。]</translation>
    </message>
    <message>
        <source>{file}, line {line}: the value “{value}” does not fit {key}</source>
        <translation>{file} 第 {line} 行：{key} 的值“{value}”不合法</translation>
    </message>
    <message>
        <source>Allowed: {allowed}.</source>
        <translation>允许的值：{allowed}。</translation>
    </message>
    <message>
        <source>{file} was written by a newer Twintide</source>
        <translation>{file} 由更新版本的 Twintide 写入</translation>
    </message>
    <message>
        <source>It has version {found}; this program reads up to {supported}.</source>
        <translation>文件版本为 {found}，本程序最高支持 {supported}。</translation>
    </message>
    <message>
        <source>Update Twintide, or use another workspace.</source>
        <translation>请升级 Twintide，或使用其他工作区。</translation>
    </message>
    <message>
        <source>The history cannot be used[: {file}]</source>
        <translation>历史库不可用[：{file}]</translation>
    </message>
    <message>
        <source>Close other programs that use it. If it stays, move history.sqlite* away: definitions and positions are not in it, a new one is made.</source>
        <translation>请关闭正在使用它的其他程序；若仍失败，可移走 history.sqlite*：定义和同步位点不在其中，程序会新建一个。</translation>
    </message>
    <message>
        <source>{file}: the key {key} is missing[ (block at line {line})]</source>
        <translation>{file}：缺少键 {key}[（第 {line} 行所在的块）]</translation>
    </message>
    <message>
        <source>Add it; resources/examples/pair.yaml shows every key.</source>
        <translation>请补上该键；resources/examples/pair.yaml 列出了全部键。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the key {key} stands here a second time</source>
        <translation>{file} 第 {line} 行：键 {key} 重复</translation>
    </message>
    <message>
        <source>It is already on line {first}.</source>
        <translation>第 {first} 行已经有它。</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>请删除其中一个。</translation>
    </message>
    <message>
        <source>{file}, line {line}: a password does not belong in a file</source>
        <translation>{file} 第 {line} 行：文件中不能写密码</translation>
    </message>
    <message>
        <source>Definitions are made for git and backups.</source>
        <translation>定义文件会进入 git 和备份。</translation>
    </message>
    <message>
        <source>Remove the line, change that password, and write password_ref: env:NAME, file:PATH, prompt or keychain.</source>
        <translation>请删除该行并更换该密码，改写 password_ref:env:变量名、file:路径、prompt 或 keychain。</translation>
    </message>
    <message>
        <source>“{name}” cannot be used as a name</source>
        <translation>“{name}”不能用作名称</translation>
    </message>
    <message>
        <source>Use letters A–Z a–z, digits, _ and -[, at most {limit} characters].</source>
        <translation>只能使用字母 A–Z a–z、数字、_ 和 -[，最多 {limit} 个字符]。</translation>
    </message>
    <message>
        <source>The name {name} is taken</source>
        <translation>名称 {name} 已被使用</translation>
    </message>
    <message>
        <source>Choose another name, or remove the other one first.</source>
        <translation>请换一个名称，或先删除同名的那个。</translation>
    </message>
    <message>
        <source>There is no data source {name}</source>
        <translation>数据源 {name} 不存在</translation>
    </message>
    <message>
        <source>Check the spelling; the list of data sources shows those there are.</source>
        <translation>请检查拼写；数据源列表中有全部名称。</translation>
    </message>
    <message>
        <source>The data source {name} is in use</source>
        <translation>数据源 {name} 正在使用</translation>
    </message>
    <message>
        <source>The link pair {pair} needs it.</source>
        <translation>双活链路组 {pair} 引用了它。</translation>
    </message>
    <message>
        <source>Remove that pair first.</source>
        <translation>请先删除该链路组。</translation>
    </message>
    <message>
        <source>There is no link pair {name}</source>
        <translation>双活链路组 {name} 不存在</translation>
    </message>
    <message>
        <source>Check the spelling; the list of pairs shows those there are.</source>
        <translation>请检查拼写；链路组列表中有全部名称。</translation>
    </message>
    <message>
        <source>The link pair {name} is running</source>
        <translation>双活链路组 {name} 正在运行</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先停止它。</translation>
    </message>
    <message>
        <source>The link pair {name} is not running</source>
        <translation>双活链路组 {name} 未在运行</translation>
    </message>
    <message>
        <source>Start it first.</source>
        <translation>请先启动它。</translation>
    </message>
    <message>
        <source>[It is in the state {state|state}.]</source>
        <translation>[当前状态：{state|state}。]</translation>
    </message>
    <message>
        <source>Wait for the state to change, or stop the pair.</source>
        <translation>请等待状态变化，或先停止链路组。</translation>
    </message>
    <message>
        <source>Both ends are the same database, {host}:{port}</source>
        <translation>两端是同一个数据库 {host}:{port}</translation>
    </message>
    <message>
        <source>A link onto itself would write every change once more.</source>
        <translation>链路指向自身会把每个变更再写一遍。</translation>
    </message>
    <message>
        <source>Choose another data source for one side.</source>
        <translation>请为其中一端选择其他数据源。</translation>
    </message>
    <message>
        <source>With these settings the two sides would drift apart[: {policy|policy}]</source>
        <translation>这样的设置会使两端数据不一致[：{policy|policy}]</translation>
    </message>
    <message>
        <source>Choose another conflict policy or other migration types; region priority always converges.</source>
        <translation>请更换冲突策略或迁移类型；地域优先总能收敛。</translation>
    </message>
    <message numerus="yes">
        <source>The precheck found {count|n} error(s)</source>
        <translation>
            <numerusform>预检查发现 {count|n} 个错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting anyway could lose rows.</source>
        <translation>带着错误启动可能丢失数据。</translation>
    </message>
    <message>
        <source>Mend the findings, or skip those that allow it, then start again.</source>
        <translation>请修复检查项，或跳过允许跳过的项，然后重新启动。</translation>
    </message>
    <message>
        <source>No table matches the chosen objects</source>
        <translation>没有表符合所选对象</translation>
    </message>
    <message>
        <source>Check the patterns: database.table with * ? [abc].</source>
        <translation>请检查匹配规则：库名.表名，可用 * ? [abc]。</translation>
    </message>
    <message>
        <source>Both data sources are in the region [{region}]</source>
        <translation>两个数据源属于同一地域 [{region}]</translation>
    </message>
    <message>
        <source>The region tells from which side a change comes.</source>
        <translation>程序靠地域区分变更来自哪一端。</translation>
    </message>
    <message>
        <source>Give one of them another region id and number.</source>
        <translation>请为其中一个设置不同的地域标识和编号。</translation>
    </message>
    <message>
        <source>No program runs the links of {dir}</source>
        <translation>没有程序在运行工作区 {dir} 的链路</translation>
    </message>
    <message>
        <source>Run “twintidectl serve”, or open the workspace in the desktop program.</source>
        <translation>请运行“twintidectl serve”，或用桌面程序打开该工作区。</translation>
    </message>
    <message>
        <source>The program that runs the links gave no usable answer</source>
        <translation>运行链路的程序没有给出有效应答</translation>
    </message>
    <message>
        <source>Check that it still runs and has the same version; if not, stop it and start it again.</source>
        <translation>请确认它仍在运行且版本一致；否则请停止后重新启动。</translation>
    </message>
    <message>
        <source>No quarantined row waits under the number {id}</source>
        <translation>编号 {id} 下没有待裁决的隔离行</translation>
    </message>
    <message>
        <source>It may have been resolved already; list the conflicts to see which wait.</source>
        <translation>可能已裁决；请查看冲突列表，确认哪些仍待裁决。</translation>
    </message>
    <message>
        <source>[{reason|reason}][: {object}]</source>
        <translation>[{reason|reason}][:{object}]</translation>
    </message>
    <message>
        <source>[{source}: ]the binlog holds something that is not supported[: {event|reason}]</source>
        <translation>[{source}：]binlog 中有不支持的内容[：{event|reason}]</translation>
    </message>
    <message>
        <source>[{reason|reason}][ ({table})]</source>
        <translation>[{reason|reason}][({table})]</translation>
    </message>
    <message>
        <source>Run it by hand at the other side where it is needed, then skip it here.</source>
        <translation>如对端需要，请先在对端手工执行，再在此处跳过该语句。</translation>
    </message>
    <message>
        <source>Mend the cause at the target and try again, or run what is needed there by hand and skip the statement.</source>
        <translation>在目标端排除原因后重试；或在目标端手工执行所需语句，再跳过该语句。</translation>
    </message>
    <message>
        <source>[Give another login: {advice|reason}. ]The server&apos;s own words name the cause: mend it there and try again.</source>
        <translation>[请换一个账号：{advice|reason}。]服务器返回的信息已指明原因，请在服务器上处理后重试。</translation>
    </message>
    <message>
        <source>The link pair {name} does not allow this now[: {action|reason}]</source>
        <translation>双活链路组 {name} 目前不允许此操作[：{action|reason}]</translation>
    </message>
    <message>
        <source>Both sides have too many rows to agree on at once[, the last of {table}]</source>
        <translation>两端同时有待达成一致的行过多[，最后一行属于 {table}]</translation>
    </message>
    <message>
        <source>[It was {rows}; {limit} may be. ]They are kept in memory until the other side has answered. Nothing of this transaction was applied.</source>
        <translation>[共 {rows} 行，上限为 {limit} 行。]在对端答复之前，这些行保存在内存中。该事务没有应用任何内容。</translation>
    </message>
    <message>
        <source>Raise unsettled_rows under options in the pair&apos;s file (up to 1 KiB of memory a row) and start the pair again; or clean it up and copy anew.</source>
        <translation>请在链路组文件的 options 下调高 unsettled_rows（每行最多占用 1 KiB 内存），然后重新启动链路组；或者清理链路组后重新启动（会重新全量复制）。</translation>
    </message>
</context>
<context>
    <name>Event</name>
    <message>
        <source>Link pair {pair} started</source>
        <translation>双活链路组 {pair} 已启动</translation>
    </message>
    <message>
        <source>Link pair {pair} paused</source>
        <translation>双活链路组 {pair} 已暂停</translation>
    </message>
    <message>
        <source>Link pair {pair} stopped</source>
        <translation>双活链路组 {pair} 已停止</translation>
    </message>
    <message>
        <source>Marker rows, triggers and logs of {pair} removed from both servers</source>
        <translation>已从两端数据库清除 {pair} 的标记行、触发器和日志</translation>
    </message>
    <message>
        <source>Drill of {pair} passed</source>
        <translation>{pair} 双活演练通过</translation>
    </message>
    <message>
        <source>Drill of {pair} failed</source>
        <translation>{pair} 双活演练失败</translation>
    </message>
    <message>
        <source>Remedy run: {check|check}[, side {side}]</source>
        <translation>已执行修复：{check|check}[，{side} 端]</translation>
    </message>
    <message>
        <source>No {wanted} server was found, so the practice pair uses MariaDB</source>
        <translation>未找到 {wanted}，演练环境改用 MariaDB</translation>
    </message>
    <message>
        <source>[{link|link}: ]conflict in {table}[, {key}][: {kind|conflict}]</source>
        <translation>[{link|link}：]{table}[({key})]发生冲突[：{kind|conflict}]</translation>
    </message>
    <message>
        <source>[{link|link}: ]DDL applied[: {sql}]</source>
        <translation>[{link|link}：]已应用 DDL[：{sql}]</translation>
    </message>
    <message>
        <source>[{link|link}: ]another engine has taken over</source>
        <translation>[{link|link}：]已被另一个引擎接管</translation>
    </message>
    <message>
        <source>[{link|link}: ]rows copied[: {rows|count}]</source>
        <translation>[{link|link}：]全量迁移完成[，行：{rows|count}]</translation>
    </message>
    <message>
        <source>[{link|link}: ]echo test passed</source>
        <translation>[{link|link}：]回环测试通过</translation>
    </message>
    <message>
        <source> – </source>
        <translation> – </translation>
    </message>
    <message>
        <source>. </source>
        <translation>。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1 %2链路</translation>
    </message>
    <message>
        <source>[{link|link}: ]DDL not replicated, since the pair does not replicate it[: {sql}]</source>
        <translation>[{link|link}：]链路组未开启 DDL 同步，未同步[：{sql}]</translation>
    </message>
    <message>
        <source>[{link|link}: ]DDL needs no replication[: {sql}]</source>
        <translation>[{link|link}：]无需同步的 DDL[：{sql}]</translation>
    </message>
    <message>
        <source>[{link|link}: ]DDL was already in force at the target[: {sql}]</source>
        <translation>[{link|link}：]DDL 在目标端已生效[：{sql}]</translation>
    </message>
    <message>
        <source>[{link|link}: ]{table} was emptied while changes to it were under way; rows being brought into line again: {rows|count}</source>
        <translation>[{link|link}：]表 {table} 被清空时仍有变更在途，正在使两端重新一致的行数：{rows|count}</translation>
    </message>
    <message>
        <source>[{link|link}: ]{table} was emptied, perhaps while changes to it were under way, and holds too many rows again to be checked here: run a verification of this table</source>
        <translation>[{link|link}：]表 {table} 被清空时可能仍有变更在途，而表中行数过多，未能逐行核对：请对该表执行数据校验</translation>
    </message>
    <message>
        <source>[{link|link}: ]structures copied[; created: {created|count}][; already there: {present|count}][; remarks: {notes|count}]</source>
        <translation>[{link|link}：]结构迁移完成[；新建 {created|count}][；已存在 {present|count}][；备注 {notes|count}]</translation>
    </message>
    <message>
        <source>[{link|link}: ]DDL skipped, as a person decided[: {sql}]</source>
        <translation>[{link|link}：]已按人工决定跳过 DDL[：{sql}]</translation>
    </message>
    <message>
        <source>Quarantine of {table}, {key} ended: the row of side {side} stands</source>
        <translation>{table} 的 {key} 已解除隔离：以 {side} 侧的行为准</translation>
    </message>
    <message>
        <source>[{link|link}: ]{state|state}</source>
        <translation>[{link|link}：]{state|state}</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Changes can be read from the binlog ({format}, {image})</source>
        <translation>可从 binlog 读取增量（{format}，{image}）</translation>
    </message>
    <message>
        <source>Changes can be read through the change log</source>
        <translation>可通过变更日志表读取增量</translation>
    </message>
    <message>
        <source>The binlog is off</source>
        <translation>binlog 未开启</translation>
    </message>
    <message>
        <source>Without it changes cannot be read.</source>
        <translation>没有 binlog 就无法读取增量。</translation>
    </message>
    <message>
        <source>Write {config} into the configuration and restart the server.</source>
        <translation>请在配置文件中加入 {config} 并重启数据库。</translation>
    </message>
    <message>
        <source>binlog_format is {value}, needed is {need}</source>
        <translation>binlog_format 为 {value}，需要 {need}</translation>
    </message>
    <message>
        <source>Statements cannot be turned into rows reliably.</source>
        <translation>语句格式无法可靠还原为行变更。</translation>
    </message>
    <message>
        <source>Set it, then let the applications reconnect: sessions keep the old value.</source>
        <translation>请修改该参数，并让应用重新连接：已有会话仍用旧值。</translation>
    </message>
    <message>
        <source>binlog_row_image is {value}, needed is {need}</source>
        <translation>binlog_row_image 为 {value}，需要 {need}</translation>
    </message>
    <message>
        <source>binlog_order_commits is {value}, needed is {need}</source>
        <translation>binlog_order_commits 为 {value}，需要 {need}</translation>
    </message>
    <message>
        <source>Rows could be committed in another order than the binlog tells, and the two sides could end up different.</source>
        <translation>事务的提交顺序可能与 binlog 不一致，两端数据可能因此不同。</translation>
    </message>
    <message>
        <source>Set it; it takes effect at once.</source>
        <translation>请修改该参数，立即生效。</translation>
    </message>
    <message>
        <source>Without the full before image a conflict cannot be told.</source>
        <translation>没有完整的前镜像就无法判断冲突。</translation>
    </message>
    <message>
        <source>binlog_row_value_options is {value}</source>
        <translation>binlog_row_value_options 为 {value}</translation>
    </message>
    <message>
        <source>JSON columns would be logged in part only.</source>
        <translation>JSON 列只会记录部分内容。</translation>
    </message>
    <message>
        <source>Empty it, then let the applications reconnect.</source>
        <translation>请清空该参数，并让应用重新连接。</translation>
    </message>
    <message>
        <source>server_id is {value}</source>
        <translation>server_id 为 {value}</translation>
    </message>
    <message>
        <source>Without a number the server does not serve its binlog.</source>
        <translation>没有编号的数据库不提供 binlog。</translation>
    </message>
    <message>
        <source>Give it a number that no other server has.</source>
        <translation>请设置一个与其他数据库不同的编号。</translation>
    </message>
    <message>
        <source>The data source says binlog, but {kind|kind} does not offer it here</source>
        <translation>数据源指定了 binlog，但 {kind|kind} 未提供</translation>
    </message>
    <message>
        <source>OceanBase needs its Binlog Service for that.</source>
        <translation>OceanBase 需要部署 Binlog 服务。</translation>
    </message>
    <message>
        <source>Create the Binlog Service, or choose log_access: auto or changelog.</source>
        <translation>请创建 Binlog 服务，或将 log_access 改为 auto 或 changelog。</translation>
    </message>
    <message>
        <source>The data source says change log, but {kind|kind} does not offer it</source>
        <translation>数据源指定了变更日志表，但 {kind|kind} 不支持</translation>
    </message>
    <message>
        <source>It is made for OceanBase without a Binlog Service.</source>
        <translation>它用于没有 Binlog 服务的 OceanBase。</translation>
    </message>
    <message>
        <source>Choose log_access: auto or binlog.</source>
        <translation>请将 log_access 改为 auto 或 binlog。</translation>
    </message>
    <message>
        <source>The change log cannot be used: {missing} is missing</source>
        <translation>无法使用变更日志表：缺少 {missing}</translation>
    </message>
    <message>
        <source>[The server says: {server}]</source>
        <translation>[数据库返回：{server}]</translation>
    </message>
    <message>
        <source>Upgrade OceanBase, or create its Binlog Service.</source>
        <translation>请升级 OceanBase，或创建 Binlog 服务。</translation>
    </message>
    <message numerus="yes">
        <source>Writers pay for the change log: three triggers on {tables|n} chosen table(s)</source>
        <translation>
            <numerusform>变更日志表会增加写入开销：所选 {tables|count} 张表各有三个触发器</numerusform>
        </translation>
    </message>
    <message>
        <source>Each written row is written a second time into twintide.change_log.</source>
        <translation>每写一行都会再写一行到 twintide.change_log。</translation>
    </message>
    <message>
        <source>A Binlog Service costs the writers nothing.</source>
        <translation>使用 Binlog 服务则没有写入开销。</translation>
    </message>
    <message>
        <source>The link that reads this side carries no changes</source>
        <translation>读取该端的链路不做增量</translation>
    </message>
    <message>
        <source>No binlog filter is in the way</source>
        <translation>binlog 过滤规则没有影响</translation>
    </message>
    <message>
        <source>Not needed: changes come from the change log</source>
        <translation>无需检查：增量来自变更日志表</translation>
    </message>
    <message>
        <source>{object} keeps the database {database} out of the binlog</source>
        <translation>{object} 使库 {database} 不写入 binlog</translation>
    </message>
    <message>
        <source>Without the marker row our own writes would come back as if applications had made them: a loop.</source>
        <translation>没有标记行，我们自己的写入会被当成业务写入再同步回来，形成循环。</translation>
    </message>
    <message>
        <source>Change {object} in the configuration ({config}) and restart the server.</source>
        <translation>请在配置文件中调整 {object}（{config}）并重启数据库。</translation>
    </message>
    <message>
        <source>{object} keeps the chosen database {database} out of the binlog</source>
        <translation>{object} 使所选库 {database} 不写入 binlog</translation>
    </message>
    <message>
        <source>Its changes would never arrive.</source>
        <translation>该库的变更永远不会同步。</translation>
    </message>
    <message>
        <source>Change {object} in the configuration ({config}) and restart the server, or leave the database out.</source>
        <translation>请在配置文件中调整 {object}（{config}）并重启数据库，或不选择该库。</translation>
    </message>
    <message>
        <source>The binlog is kept long enough[ ({seconds|s})]</source>
        <translation>binlog 保留时间足够[({seconds|s})]</translation>
    </message>
    <message>
        <source>The binlog is kept for {seconds|s} only</source>
        <translation>binlog 只保留 {seconds|s}</translation>
    </message>
    <message>
        <source>A pause that lasts longer loses the position, and the rows must be copied anew.</source>
        <translation>暂停超过该时间就会丢失位点，需要重新全量复制。</translation>
    </message>
    <message>
        <source>Keep it for {need_seconds|s} or longer.</source>
        <translation>请保留 {need_seconds|s} 或更久。</translation>
    </message>
    <message>
        <source>undo_retention is long enough ({seconds|s})</source>
        <translation>undo_retention 足够（{seconds|s}）</translation>
    </message>
    <message>
        <source>undo_retention is {seconds|s} only</source>
        <translation>undo_retention 只有 {seconds|s}</translation>
    </message>
    <message>
        <source>A crash loses no committed transaction</source>
        <translation>崩溃不会丢失已提交的事务</translation>
    </message>
    <message>
        <source>Commits are not on disk at once ({object})</source>
        <translation>提交后未立即落盘（{object}）</translation>
    </message>
    <message>
        <source>When this machine crashes, this side may have lost its last transactions while the other side has them already: the two differ.</source>
        <translation>本机崩溃后，本端可能丢失最近的事务，而对端已经收到这些事务，两端数据因此不一致。</translation>
    </message>
    <message>
        <source>Set {object} to 1.</source>
        <translation>将 {object} 设为 1。</translation>
    </message>
    <message>
        <source>{object} is {size}: redo is written before the commit</source>
        <translation>{object} 为 {size}：redo 会在提交之前写出</translation>
    </message>
    <message>
        <source>After kill -9 or a power failure seekdb 1.4 does not end transactions above this size: their row locks stay, and whoever meets them waits.</source>
        <translation>kill -9 或断电之后，seekdb 1.4 不会结束超过此大小的事务：其行锁一直保留，遇到这些行锁的会话会一直等待。</translation>
    </message>
    <message>
        <source>Set it to 0B: redo is then written with the commit.</source>
        <translation>将其设为 0B，redo 便随提交一起写出。</translation>
    </message>
    <message>
        <source>The row copy reads one snapshot; when it is purged meanwhile, the copy starts over.</source>
        <translation>全量复制读取同一快照，快照中途失效就要从头再来。</translation>
    </message>
    <message>
        <source>Set it to {need_seconds|s} or longer.</source>
        <translation>请设置为 {need_seconds|s} 或更长。</translation>
    </message>
    <message>
        <source>No other replication touches the chosen tables</source>
        <translation>没有其他同步工具涉及所选表</translation>
    </message>
    <message>
        <source>{object} belongs to {tool}</source>
        <translation>{object} 属于 {tool}</translation>
    </message>
    <message>
        <source>If it still replicates these tables, both tools send the changes to each other.</source>
        <translation>如果它仍在同步这些表，两个工具会互相传送变更。</translation>
    </message>
    <message>
        <source>Stop it for these tables first.</source>
        <translation>请先停止它对这些表的同步。</translation>
    </message>
    <message>
        <source>This server takes changes from {host}:{port}</source>
        <translation>该数据库正从 {host}:{port} 接收复制</translation>
    </message>
    <message>
        <source>Changes that do not reach its binlog (logged: {logged}) do not cross to the other side.</source>
        <translation>未写入其 binlog 的变更（是否写入：{logged}）不会同步到另一端。</translation>
    </message>
    <message>
        <source>Set log_replica_updates (log_slave_updates), or write here only.</source>
        <translation>请开启 log_replica_updates（log_slave_updates），或只在本端写入。</translation>
    </message>
    <message>
        <source>This server already replicates from the other side ({host}:{port})</source>
        <translation>该数据库已通过原生复制接收另一端（{host}:{port}）的变更</translation>
    </message>
    <message>
        <source>Every change would come twice.</source>
        <translation>每个变更都会到达两次。</translation>
    </message>
    <message>
        <source>Stop the native replication: STOP REPLICA (STOP SLAVE).</source>
        <translation>请停止原生复制：STOP REPLICA（STOP SLAVE）。</translation>
    </message>
    <message>
        <source>No leftovers of earlier links</source>
        <translation>没有以往链路的残留</translation>
    </message>
    <message>
        <source>A link named {link} has run here (group {group_no|count})</source>
        <translation>名为 {link} 的链路曾在此运行（第 {group_no|count} 批）</translation>
    </message>
    <message>
        <source>A pair that has run goes on from here; a new one would start at the wrong place.</source>
        <translation>运行过的链路组会从这里续传；新建的链路组则会从错误的位置开始。</translation>
    </message>
    <message>
        <source>If the pair is new, delete the rows below.</source>
        <translation>如果是新建链路组，请删除下面的行。</translation>
    </message>
    <message>
        <source>Other links write here, too: {links}</source>
        <translation>还有其他链路写入此端：{links}</translation>
    </message>
    <message>
        <source>Not run: the server could not be looked at</source>
        <translation>未检查：数据库尚不可用</translation>
    </message>
    <message>
        <source>The check could not be made[: {server}]</source>
        <translation>检查无法完成[：{server}]</translation>
    </message>
    <message>
        <source>The account may lack the right to look, or the server is too busy.</source>
        <translation>账号可能没有查看权限，或数据库过于繁忙。</translation>
    </message>
    <message>
        <source>Look at the server&apos;s words, then check again.</source>
        <translation>请查看数据库返回的信息后重新检查。</translation>
    </message>
    <message>
        <source>{count|count} more of the same kind; shown: {shown|count}</source>
        <translation>另有 {count|count} 项相同问题，仅显示 {shown|count} 项</translation>
    </message>
    <message>
        <source>{host}:{port} answers[, round trip {rtt_us|us}]</source>
        <translation>{host}:{port} 可连接[，往返 {rtt_us|us}]</translation>
    </message>
    <message>
        <source>The host name {host} is not known</source>
        <translation>主机名 {host} 无法解析</translation>
    </message>
    <message>
        <source>Neither DNS nor /etc/hosts of this machine has an address for it.</source>
        <translation>本机的 DNS 和 /etc/hosts 中都没有它的地址。</translation>
    </message>
    <message>
        <source>Check the spelling, or enter the IP address.</source>
        <translation>请检查拼写，或直接填写 IP 地址。</translation>
    </message>
    <message>
        <source>{host}:{port} refuses connections</source>
        <translation>{host}:{port} 拒绝连接</translation>
    </message>
    <message>
        <source>Nothing listens on this port, or a firewall rejects it.</source>
        <translation>该端口没有服务在监听，或被防火墙拒绝。</translation>
    </message>
    <message>
        <source>Check that the server runs, and the port: 2881 observer, 2883 OBProxy, 3306 MySQL and MariaDB.</source>
        <translation>请确认数据库已启动且端口正确：observer 2881,OBProxy 2883,MySQL 和 MariaDB 3306。</translation>
    </message>
    <message>
        <source>{host}:{port} does not answer within {seconds} s</source>
        <translation>{host}:{port} 在 {seconds} 秒内没有响应</translation>
    </message>
    <message>
        <source>The machine is off or out of reach, or a firewall drops the packets.</source>
        <translation>主机已关机、网络不可达，或被防火墙丢包。</translation>
    </message>
    <message>
        <source>Check the address, the network and the firewall.</source>
        <translation>请检查地址、网络和防火墙。</translation>
    </message>
    <message>
        <source>No secure connection to {host}:{port}</source>
        <translation>无法与 {host}:{port} 建立 TLS 连接</translation>
    </message>
    <message>
        <source>Check the CA file and the host name in the certificate, or choose another TLS mode (now {mode|tls}).</source>
        <translation>请检查 CA 文件和证书中的主机名，或更换 TLS 模式（当前：{mode|tls}）。</translation>
    </message>
    <message>
        <source>{host}:{port} does not answer as a database does</source>
        <translation>{host}:{port} 的应答不像数据库</translation>
    </message>
    <message>
        <source>[{server}]</source>
        <translation>[{server}]</translation>
    </message>
    <message>
        <source>Check that this is the port of the database and not of another service.</source>
        <translation>请确认这是数据库的端口，而不是其他服务。</translation>
    </message>
    <message>
        <source>Logged in as {account}[, {tls_cipher}]</source>
        <translation>已登录：{account}[，{tls_cipher}]</translation>
    </message>
    <message>
        <source>The login of {user}[ (tenant {tenant})] is denied</source>
        <translation>用户 {user}[（租户 {tenant}）]登录被拒绝</translation>
    </message>
    <message>
        <source>Check user, tenant, cluster and password, and that the account may log in from this machine.</source>
        <translation>请检查用户名、租户、集群和密码，并确认该账号允许从本机登录。</translation>
    </message>
    <message>
        <source>Logged in without TLS</source>
        <translation>登录未使用 TLS</translation>
    </message>
    <message>
        <source>The password is safe, but rows cross the network readable.</source>
        <translation>密码不会泄露，但数据在网络上是明文。</translation>
    </message>
    <message>
        <source>Choose a TLS mode in the data source if the network is not your own.</source>
        <translation>如果经过不可信网络，请在数据源中选择 TLS 模式。</translation>
    </message>
    <message>
        <source>{product}</source>
        <translation>{product}</translation>
    </message>
    <message>
        <source>The server is {found|kind}, not {expected|kind}</source>
        <translation>实际是 {found|kind}，而不是 {expected|kind}</translation>
    </message>
    <message>
        <source>It answers as {product}.</source>
        <translation>数据库标识为 {product}。</translation>
    </message>
    <message>
        <source>Correct the kind or the port of the data source.</source>
        <translation>请修改数据源的类型或端口。</translation>
    </message>
    <message>
        <source>{product} is too old</source>
        <translation>{product} 版本过低</translation>
    </message>
    <message>
        <source>Twintide needs {need} or newer.</source>
        <translation>Twintide 要求 {need} 或更高版本。</translation>
    </message>
    <message>
        <source>Upgrade the server, or choose another one.</source>
        <translation>请升级数据库，或选择其他数据源。</translation>
    </message>
    <message>
        <source>{product} is newer than what Twintide was tried with</source>
        <translation>{product} 比已验证的版本新</translation>
    </message>
    <message>
        <source>The newest tried is {tested}.</source>
        <translation>已验证的最高版本为 {tested}。</translation>
    </message>
    <message>
        <source>Run a drill on a copy before production.</source>
        <translation>上生产前请先在副本环境做一次双活演练。</translation>
    </message>
    <message>
        <source>The two servers have different major versions: {product_a} and {product_b}</source>
        <translation>两端大版本不同：{product_a} 与 {product_b}</translation>
    </message>
    <message>
        <source>A statement or a type that one knows may be unknown to the other.</source>
        <translation>一端支持的语句或类型另一端可能不支持。</translation>
    </message>
    <message>
        <source>Best is the same version at both sides.</source>
        <translation>建议两端使用相同版本。</translation>
    </message>
    <message>
        <source>Two different servers</source>
        <translation>两端是不同的数据库</translation>
    </message>
    <message>
        <source>Both data sources lead to the same server</source>
        <translation>两个数据源指向同一个数据库</translation>
    </message>
    <message>
        <source>A lock taken through {host_a}:{port_a} is seen through {host_b}:{port_b}; a link onto itself would write every change once more.</source>
        <translation>通过 {host_a}:{port_a} 加的锁在 {host_b}:{port_b} 可见；链路指向自身会把每个变更再写一遍。</translation>
    </message>
    <message>
        <source>Choose another data source for one side.</source>
        <translation>请为其中一端选择其他数据源。</translation>
    </message>
    <message>
        <source>Two servers with one server_uuid</source>
        <translation>两个数据库的 server_uuid 相同</translation>
    </message>
    <message>
        <source>One data folder is a copy of the other: {uuid}.</source>
        <translation>其中一个的数据目录是从另一个拷贝来的：{uuid}。</translation>
    </message>
    <message>
        <source>Remove auto.cnf of one server and restart it, so that it gets its own.</source>
        <translation>请删除其中一个的 auto.cnf 并重启，使其生成新的标识。</translation>
    </message>
    <message>
        <source>The server takes writes</source>
        <translation>数据库可写</translation>
    </message>
    <message>
        <source>{object} is on: the server takes no writes</source>
        <translation>{object} 已开启，数据库只读</translation>
    </message>
    <message>
        <source>Both sides of a link pair must be writable.</source>
        <translation>双活要求两端都可写。</translation>
    </message>
    <message>
        <source>Switch it off, if this server is not meant to be a standby.</source>
        <translation>如果它不是备库，请关闭该参数。</translation>
    </message>
    <message>
        <source>There is no route to {host}:{port}</source>
        <translation>没有到 {host}:{port} 的路由</translation>
    </message>
    <message>
        <source>The network or the machine cannot be reached from here.</source>
        <translation>从本机无法到达该网络或主机。</translation>
    </message>
    <message>
        <source>Check the address, the VPN and the network of this machine.</source>
        <translation>请检查地址、VPN 和本机网络。</translation>
    </message>
    <message>
        <source>The account has every right that is needed</source>
        <translation>账号权限齐全</translation>
    </message>
    <message>
        <source>{object} lacks: {missing}</source>
        <translation>{object} 缺少权限：{missing}</translation>
    </message>
    <message>
        <source>The links could not read, write or keep their marker row.</source>
        <translation>链路将无法读取、写入或维护标记行。</translation>
    </message>
    <message>
        <source>An administrator runs the GRANT below.</source>
        <translation>请由管理员执行下面的 GRANT。</translation>
    </message>
    <message>
        <source>max_allowed_packet is {bytes|bytes}</source>
        <translation>max_allowed_packet 为 {bytes|bytes}</translation>
    </message>
    <message>
        <source>max_allowed_packet is {bytes|bytes}, below {need_bytes|bytes}</source>
        <translation>max_allowed_packet 为 {bytes|bytes}，小于 {need_bytes|bytes}</translation>
    </message>
    <message>
        <source>It works, but slowly, and large rows fail.</source>
        <translation>可以运行，但性能不佳，大行会失败。</translation>
    </message>
    <message>
        <source>Raise it; new connections get the new value.</source>
        <translation>请调大该参数，新连接生效。</translation>
    </message>
    <message>
        <source>max_allowed_packet is {bytes|bytes}: a group of {group_bytes|bytes} does not fit</source>
        <translation>max_allowed_packet 为 {bytes|bytes}，放不下 {group_bytes|bytes} 的一批</translation>
    </message>
    <message>
        <source>The server would cut the connection in the middle of applying.</source>
        <translation>应用到一半时数据库会断开连接。</translation>
    </message>
    <message>
        <source>Raise it, or lower group_bytes of the pair.</source>
        <translation>请调大该参数，或减小链路组的 group_bytes。</translation>
    </message>
    <message>
        <source>max_allowed_packet differs: {bytes_a|bytes} at {a}, {bytes_b|bytes} at {b}</source>
        <translation>两端 max_allowed_packet 不同：{a} 为 {bytes_a|bytes}，{b} 为 {bytes_b|bytes}</translation>
    </message>
    <message>
        <source>Rows larger than the smaller one cannot cross.</source>
        <translation>超过较小值的行无法同步。</translation>
    </message>
    <message>
        <source>Give both sides the same value.</source>
        <translation>请将两端设为相同的值。</translation>
    </message>
    <message>
        <source>The clocks agree within {bound_us|us}</source>
        <translation>两端时钟一致，误差在 {bound_us|us} 以内</translation>
    </message>
    <message>
        <source>The clocks differ by {skew_us|us}</source>
        <translation>两端时钟相差 {skew_us|us}</translation>
    </message>
    <message>
        <source>Lag would be told wrongly, and “latest commit” would prefer one side.</source>
        <translation>延迟会显示不准，“最新提交”策略会偏向一端。</translation>
    </message>
    <message>
        <source>Let both servers follow one time source (chrony, ntpd).</source>
        <translation>请让两端使用同一时间源（chrony、ntpd）。</translation>
    </message>
    <message>
        <source>The time zones agree[ ({zone_a})]</source>
        <translation>两端时区一致[({zone_a})]</translation>
    </message>
    <message>
        <source>The time zones differ: {zone_a} at {a}, {zone_b} at {b}</source>
        <translation>两端时区不同：{a} 为 {zone_a}，{b} 为 {zone_b}</translation>
    </message>
    <message>
        <source>TIMESTAMP columns chosen: {timestamp_columns|count}, e.g. {example}; applications would read other hours at the other side.</source>
        <translation>所选对象有 {timestamp_columns|count} 个 TIMESTAMP 列，例如 {example}；应用在另一端读到的时间会不同。</translation>
    </message>
    <message>
        <source>Set one time zone at both sides and let the applications reconnect.</source>
        <translation>请将两端时区设为一致，并让应用重新连接。</translation>
    </message>
    <message>
        <source>The time zones differ ({zone_a} at {a}, {zone_b} at {b}), but no TIMESTAMP column is chosen</source>
        <translation>两端时区不同（{a} 为 {zone_a}，{b} 为 {zone_b}），但未选择 TIMESTAMP 列</translation>
    </message>
    <message>
        <source>sql_mode is the same</source>
        <translation>两端 sql_mode 一致</translation>
    </message>
    <message>
        <source>sql_mode differs[; only at {a}: {only_a}][; only at {b}: {only_b}]</source>
        <translation>两端 sql_mode 不同[；仅 {a}：{only_a}][；仅 {b}：{only_b}]</translation>
    </message>
    <message>
        <source>Applications may be refused at one side what the other takes.</source>
        <translation>应用在一端能执行的语句在另一端可能被拒绝。</translation>
    </message>
    <message>
        <source>Set the same value at both sides and let the applications reconnect.</source>
        <translation>请设为相同的值，并让应用重新连接。</translation>
    </message>
    <message>
        <source>sql_mode differs in what changes no data[; only at {a}: {only_a}][; only at {b}: {only_b}]</source>
        <translation>两端 sql_mode 不同，但不影响数据[；仅 {a}：{only_a}][；仅 {b}：{only_b}]</translation>
    </message>
    <message>
        <source>Character sets fit</source>
        <translation>字符集兼容</translation>
    </message>
    <message>
        <source>The servers&apos; default character sets differ: {charset_a} at {a}, {charset_b} at {b}; new databases and tables without CHARSET come out different</source>
        <translation>两端默认字符集不同：{a} 为 {charset_a}，{b} 为 {charset_b}；未指定字符集的新库和新表会不同</translation>
    </message>
    <message>
        <source>{object} uses {charset}, which {there} does not know</source>
        <translation>{object} 使用 {charset}，{there} 不支持</translation>
    </message>
    <message>
        <source>Columns concerned: {columns|count}, the first is {column}. Their rows cannot be written there.</source>
        <translation>涉及 {columns|count} 列，第一个是 {column}：这些行无法写入对端。</translation>
    </message>
    <message>
        <source>Convert the table to utf8mb4, or leave it out.</source>
        <translation>请将该表转换为 utf8mb4，或不选择该表。</translation>
    </message>
    <message>
        <source>{object} uses {collation}, which {there} does not know</source>
        <translation>{object} 使用 {collation}，{there} 不支持</translation>
    </message>
    <message>
        <source>Columns concerned: {columns|count}, the first is {column}. The copied table gets another collation and compares differently.</source>
        <translation>涉及 {columns|count} 列，第一个是 {column}：迁移后的表会使用其他排序规则，比较结果不同。</translation>
    </message>
    <message>
        <source>Choose a collation that both know, e.g. utf8mb4_general_ci.</source>
        <translation>请使用两端都支持的排序规则，例如 utf8mb4_general_ci。</translation>
    </message>
    <message>
        <source>{object}.{column} compares differently: {collation_a} at {a}, {collation_b} at {b}</source>
        <translation>{object}.{column} 的排序规则不同：{a} 为 {collation_a}，{b} 为 {collation_b}</translation>
    </message>
    <message>
        <source>What is one value of a unique key here may be two there.</source>
        <translation>同一唯一键的值在一端相等，在另一端可能不等。</translation>
    </message>
    <message>
        <source>Give the column the same collation at both sides.</source>
        <translation>请统一该列的排序规则。</translation>
    </message>
    <message>
        <source>lower_case_table_names is {value} at both sides</source>
        <translation>两端 lower_case_table_names 均为 {value}</translation>
    </message>
    <message>
        <source>lower_case_table_names differs: {value_a} at {a}, {value_b} at {b}</source>
        <translation>两端 lower_case_table_names 不同：{a} 为 {value_a}，{b} 为 {value_b}</translation>
    </message>
    <message>
        <source>A later table with capital letters would not be found at the other side.</source>
        <translation>今后若有大写字母的表名，另一端会找不到。</translation>
    </message>
    <message>
        <source>Use lower-case names only; the setting itself cannot be changed on a running server.</source>
        <translation>请只使用小写名称；该参数无法在线修改。</translation>
    </message>
    <message numerus="yes">
        <source>lower_case_table_names differs, and {count|n} chosen name(s) with capital letters, e.g. {example}</source>
        <translation>
            <numerusform>两端 lower_case_table_names 不同，且所选对象中有 {count|count} 个名称含大写字母，例如 {example}</numerusform>
        </translation>
    </message>
    <message>
        <source>{value_a} at {a}, {value_b} at {b}: these tables have other names at the other side.</source>
        <translation>{a} 为 {value_a}，{b} 为 {value_b}：这些表在另一端名称不同。</translation>
    </message>
    <message>
        <source>Rename them in lower case, or leave them out.</source>
        <translation>请改为小写名称，或不选择它们。</translation>
    </message>
    <message numerus="yes">
        <source>{tables|n} table(s) chosen; databases: {databases|count}, rows: about {rows|count}</source>
        <translation>
            <numerusform>已选 {databases|count} 个库的 {tables|count} 张表，约 {rows|count} 行</numerusform>
        </translation>
    </message>
    <message>
        <source>No table matches the chosen objects: {include}</source>
        <translation>没有表符合所选对象：{include}</translation>
    </message>
    <message>
        <source>Check the patterns: database.table with * ? [abc].</source>
        <translation>请检查匹配规则：库名.表名，可用 * ? [abc]。</translation>
    </message>
    <message>
        <source>Still empty: the schema copy makes the tables</source>
        <translation>暂无所选表：结构迁移会创建</translation>
    </message>
    <message numerus="yes">
        <source>Left out: {count|n} view(s) that match, e.g. {example}</source>
        <translation>
            <numerusform>有 {count|count} 个视图符合规则但不会同步，例如 {example}</numerusform>
        </translation>
    </message>
    <message>
        <source>Every chosen table has a key</source>
        <translation>所选表都有主键或唯一键</translation>
    </message>
    <message>
        <source>{object} has no primary key and no unique key without NULL</source>
        <translation>表 {object} 没有主键，也没有非空唯一键</translation>
    </message>
    <message>
        <source>A row cannot be told from another, so a change may hit the wrong one or none.[ The unique key {unique_nullable} allows NULL.]</source>
        <translation>无法区分行，变更可能落到错误的行上或丢失。[唯一键 {unique_nullable} 允许 NULL。]</translation>
    </message>
    <message>
        <source>Add a primary key, or leave the table out.</source>
        <translation>请添加主键，或不选择该表。</translation>
    </message>
    <message>
        <source>The key {key} of {object} holds {column} of type {type}</source>
        <translation>表 {object} 的键 {key} 含有 {type} 类型的列 {column}</translation>
    </message>
    <message>
        <source>An approximate number may not equal itself at the other server.</source>
        <translation>近似数值在另一端可能不相等。</translation>
    </message>
    <message>
        <source>Use DECIMAL or an integer in the key.</source>
        <translation>请在键中使用 DECIMAL 或整数。</translation>
    </message>
    <message>
        <source>Every chosen table is transactional</source>
        <translation>所选表都支持事务</translation>
    </message>
    <message>
        <source>{object} uses {engine}, which has no transactions</source>
        <translation>表 {object} 使用不支持事务的 {engine}</translation>
    </message>
    <message>
        <source>A stop in the middle would leave half of a change.</source>
        <translation>中途停止会留下一半的变更。</translation>
    </message>
    <message>
        <source>Convert it to InnoDB, or leave it out.</source>
        <translation>请转换为 InnoDB，或不选择该表。</translation>
    </message>
    <message>
        <source>Every column type is known at both sides</source>
        <translation>列类型两端都支持</translation>
    </message>
    <message>
        <source>{there} does not know the type {type} of {object}.{column}</source>
        <translation>{there} 不支持 {object}.{column} 的类型 {type}</translation>
    </message>
    <message>
        <source>The table cannot be made there.[ Columns: {columns|count}.]</source>
        <translation>无法在对端创建该表。[涉及列数：{columns|count}。]</translation>
    </message>
    <message>
        <source>Change the type, or leave the table out.</source>
        <translation>请修改类型，或不选择该表。</translation>
    </message>
    <message>
        <source>{object}.{column} ({type}) is not in the binlog</source>
        <translation>{object}.{column}（{type}）不会写入 binlog</translation>
    </message>
    <message>
        <source>The Binlog Service of OceanBase leaves spatial columns out: their changes would be lost.</source>
        <translation>OceanBase Binlog 服务不记录空间类型列，其变更会丢失。</translation>
    </message>
    <message>
        <source>Leave the table out, or use log_access: changelog.</source>
        <translation>请不选择该表，或使用 log_access: changelog。</translation>
    </message>
    <message>
        <source>No table has a second unique key</source>
        <translation>没有表存在第二个唯一键</translation>
    </message>
    <message>
        <source>{object} has further unique keys: {keys}</source>
        <translation>表 {object} 还有其他唯一键：{keys}</translation>
    </message>
    <message>
        <source>Two sides may take the same value at the same time; the conflict policy then decides which row stays.</source>
        <translation>两端可能同时写入相同的值，此时由冲突策略决定保留哪一行。</translation>
    </message>
    <message>
        <source>Let each side use values of its own, if the application can.</source>
        <translation>如果应用允许，请让两端使用不同的取值范围。</translation>
    </message>
    <message>
        <source>AUTO_INCREMENT values cannot collide</source>
        <translation>自增值不会冲突</translation>
    </message>
    <message>
        <source>No chosen table uses AUTO_INCREMENT</source>
        <translation>所选表未使用自增列</translation>
    </message>
    <message numerus="yes">
        <source>Both sides would hand out the same AUTO_INCREMENT values in {tables|n} table(s), e.g. {example}</source>
        <translation>
            <numerusform>{tables|count} 张表的自增值两端会重复，例如 {example}</numerusform>
        </translation>
    </message>
    <message>
        <source>Here step {increment} from {offset}, at {there} step {other_increment} from {other_offset}.</source>
        <translation>本端步长 {increment}、起始 {offset}；{there} 步长 {other_increment}、起始 {other_offset}。</translation>
    </message>
    <message>
        <source>Set step {want_increment} from {want_offset} here and let the applications reconnect.</source>
        <translation>请将本端设为步长 {want_increment}、起始 {want_offset}，并让应用重新连接。</translation>
    </message>
    <message>
        <source>No generated columns</source>
        <translation>没有生成列</translation>
    </message>
    <message>
        <source>{object}: {columns} are computed at each side and not copied</source>
        <translation>{object}:{columns} 由两端各自计算，不复制</translation>
    </message>
    <message>
        <source>No triggers of applications</source>
        <translation>没有业务触发器</translation>
    </message>
    <message>
        <source>The trigger {object} ({timing} {event} on {table}) also fires for rows that Twintide writes</source>
        <translation>触发器 {object}（{table} 的 {timing} {event}）对 Twintide 写入的行也会触发</translation>
    </message>
    <message>
        <source>What it does at the source arrives as rows, and it does it once more at the target.</source>
        <translation>它在源端的效果已随数据同步，在目标端又会再做一次。</translation>
    </message>
    <message>
        <source>Let its body test {guard}, or remove it at one side.</source>
        <translation>请在触发器中判断 {guard}，或在其中一端删除它。</translation>
    </message>
    <message>
        <source>The trigger {object} writes into the chosen table {writes}</source>
        <translation>触发器 {object} 会写入所选的表 {writes}</translation>
    </message>
    <message>
        <source>Its rows arrive from the source and are written a second time by the trigger.</source>
        <translation>这些行已从源端同步，触发器又会再写一遍。</translation>
    </message>
    <message>
        <source>The trigger {object} tests {guard} and stays quiet for rows that Twintide writes</source>
        <translation>触发器 {object} 已判断 {guard}，对 Twintide 写入的行不触发</translation>
    </message>
    <message>
        <source>No foreign key is in the way</source>
        <translation>外键没有影响</translation>
    </message>
    <message>
        <source>The foreign key {name} of {object} changes rows by cascade (ON DELETE {on_delete}, ON UPDATE {on_update})</source>
        <translation>{object} 的外键 {name} 会级联修改行（ON DELETE {on_delete},ON UPDATE {on_update}）</translation>
    </message>
    <message>
        <source>The binlog does not hold the rows that a cascade changes: they would be missing at the other side.</source>
        <translation>级联产生的变更不写入 binlog，另一端会缺失。</translation>
    </message>
    <message>
        <source>Make it again with RESTRICT, and let the application change the children.</source>
        <translation>请改为 RESTRICT 重建，由应用修改子表。</translation>
    </message>
    <message>
        <source>The foreign key {name} of {object} cascades; OceanBase logs the rows that it changes</source>
        <translation>{object} 的外键 {name} 有级联；OceanBase 会记录级联产生的行</translation>
    </message>
    <message>
        <source>Incoming rows are then written without foreign key checks: a parent deleted at one side while the other gives it a child leaves that child behind.</source>
        <translation>此时写入不做外键检查：一端删除父行的同时另一端新增其子行，会留下没有父行的子行。</translation>
    </message>
    <message>
        <source>The parent {parent} of {object} is not chosen (foreign key {name})</source>
        <translation>未选择 {object} 的父表 {parent}（外键 {name}）</translation>
    </message>
    <message>
        <source>Its parents may be missing at the other side; incoming rows are then written without foreign key checks.</source>
        <translation>另一端可能没有对应的父行；此时写入不做外键检查。</translation>
    </message>
    <message>
        <source>Choose the parent, too.</source>
        <translation>请同时选择父表。</translation>
    </message>
    <message>
        <source>The tables at {b} fit</source>
        <translation>{b} 的表结构匹配</translation>
    </message>
    <message>
        <source>{object} is missing here</source>
        <translation>此端缺少表 {object}</translation>
    </message>
    <message>
        <source>Only {at} has it, and no schema is copied.</source>
        <translation>仅 {at} 端有该表，且未选择结构迁移。</translation>
    </message>
    <message>
        <source>Create it, or switch the schema migration on.</source>
        <translation>请创建该表，或开启结构迁移。</translation>
    </message>
    <message>
        <source>{object} exists at {b} only</source>
        <translation>表 {object} 仅存在于 {b}</translation>
    </message>
    <message>
        <source>Rows changed there have no table here.</source>
        <translation>在那里变更的行在本端没有对应的表。</translation>
    </message>
    <message>
        <source>Create it here, or leave it out.</source>
        <translation>请在本端创建该表，或不选择它。</translation>
    </message>
    <message>
        <source>{object} differs: {difference|reason}[, {name}]</source>
        <translation>表 {object} 结构不同：{difference|reason}[，{name}]</translation>
    </message>
    <message>
        <source>[{a}: {value_a}][; {b}: {value_b}][; differences in all: {differences|count}]</source>
        <translation>[{a}：{value_a}][；{b}：{value_b}][；共 {differences|count} 处不同]</translation>
    </message>
    <message>
        <source>Make the structures equal at both sides.</source>
        <translation>请统一两端的表结构。</translation>
    </message>
    <message numerus="yes">
        <source>Already there with the same structure, kept: {count|n} table(s), e.g. {example}</source>
        <translation>
            <numerusform>有 {count|count} 张表已存在且结构相同，将保留，例如 {example}</numerusform>
        </translation>
    </message>
    <message>
        <source>{object} already holds rows at {b} (about {rows|count})</source>
        <translation>{b} 的表 {object} 已有数据（约 {rows|count} 行）</translation>
    </message>
    <message>
        <source>The full copy would mix them with the rows of {a}.</source>
        <translation>全量复制会与 {a} 的数据混在一起。</translation>
    </message>
    <message>
        <source>{object} already holds rows at {b} (about {rows|count}); they are merged</source>
        <translation>{b} 的表 {object} 已有数据（约 {rows|count} 行），将合并</translation>
    </message>
    <message>
        <source>A row with the same key takes the values of {a}; others stay.</source>
        <translation>相同键的行以 {a} 的值为准，其他行保留。</translation>
    </message>
    <message>
        <source>Look at the rows if that is not meant.</source>
        <translation>如非本意，请先检查数据。</translation>
    </message>
    <message>
        <source>Triggers cannot be seen with this account</source>
        <translation>该账号看不到触发器</translation>
    </message>
    <message>
        <source>A trigger that also fires for rows that Twintide writes would stay unnoticed.</source>
        <translation>如果有触发器对 Twintide 写入的行也会触发，将无法发现。</translation>
    </message>
    <message>
        <source>Grant TRIGGER on the chosen databases, then check again.</source>
        <translation>请授予所选库的 TRIGGER 权限后重新检查。</translation>
    </message>
    <message>
        <source>Drop or rename columns only while the link that reads this side runs</source>
        <translation>删除列或重命名列，只能在读取本端的链路运行时进行</translation>
    </message>
    <message>
        <source>The change log&apos;s triggers name every column. While that link is paused, stopped, failed or retrying nobody renews them, and after DROP COLUMN or RENAME COLUMN every write to the table fails with error 1327 until it runs again.</source>
        <translation>变更日志表的触发器引用了每一列。该链路暂停、停止、失败或重试期间不会重建触发器，此时执行 DROP COLUMN 或 RENAME COLUMN，对该表的写入会全部报错 1327，直到链路恢复运行。</translation>
    </message>
    <message>
        <source>Before such a statement see that the link runs, or remove the pair with its triggers. A Binlog Service needs no triggers.</source>
        <translation>执行此类语句前请确认链路正在运行，或先删除双活链路组（连同触发器）。使用 Binlog 服务则无需触发器。</translation>
    </message>
    <message>
        <source>Empty the table, or choose to merge: step 4 of the wizard, nonempty_target: merge in a file.</source>
        <translation>请清空该表，或选择合并：向导第 4 步，或在定义文件中设 nonempty_target: merge。</translation>
    </message>
    <message>
        <source>The unique key {key} of {object} is over an expression</source>
        <translation>{object} 的唯一键 {key} 建在表达式上</translation>
    </message>
    <message>
        <source>Where both sides take the same value, the row that holds it cannot be found: the link then stops until one of the rows is changed by hand.</source>
        <translation>两端写入相同的值时，无法找到占用该值的行：链路会停止，直到有人手工修改其中一行。</translation>
    </message>
    <message>
        <source>Put the key over a generated column with the same expression instead.</source>
        <translation>请改为在表达式相同的生成列上建唯一键。</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>measured %1</source>
        <extracomment>%1 is an age such as &quot;0.2 s ago&quot;</extracomment>
        <translation>测量于 %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>STAGING</source>
        <translation>预发</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>DEVELOPMENT</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>full</source>
        <translation>全量</translation>
    </message>
    <message>
        <source>incremental + DDL</source>
        <translation>增量 + DDL</translation>
    </message>
    <message>
        <source>incremental only, no DDL</source>
        <translation>仅增量，不含 DDL</translation>
    </message>
    <message>
        <source>incremental</source>
        <translation>增量</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>measured just now</source>
        <translation>刚刚测量</translation>
    </message>
</context>
<context>
    <name>Kind</name>
    <message>
        <source>inserted row was already there</source>
        <translation>插入的行已存在</translation>
    </message>
    <message>
        <source>row to update was missing</source>
        <translation>待更新的行不存在</translation>
    </message>
    <message>
        <source>row to update had other values</source>
        <translation>待更新的行已被改动</translation>
    </message>
    <message>
        <source>row was updated at both sides</source>
        <translation>两端同时更新了同一行</translation>
    </message>
    <message>
        <source>row to delete was missing</source>
        <translation>待删除的行不存在</translation>
    </message>
    <message>
        <source>row to delete had just been updated</source>
        <translation>待删除的行刚被更新</translation>
    </message>
    <message>
        <source>another row had the unique value</source>
        <translation>唯一键的值已被其他行占用</translation>
    </message>
    <message>
        <source>parent row was missing, or children still pointed to the row</source>
        <translation>父行不存在，或该行仍被子行引用</translation>
    </message>
    <message>
        <source>the target refused a value</source>
        <translation>目标端拒绝了某个值</translation>
    </message>
    <message>
        <source>table was missing</source>
        <translation>表不存在</translation>
    </message>
    <message>
        <source>column was missing</source>
        <translation>列不存在</translation>
    </message>
    <message>
        <source>incoming row</source>
        <translation>同步过来的行</translation>
    </message>
    <message>
        <source>row at the target</source>
        <translation>目标端原有的行</translation>
    </message>
    <message>
        <source>both, merged</source>
        <translation>两者合并</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未裁决</translation>
    </message>
    <message>
        <source>region priority</source>
        <translation>地域优先</translation>
    </message>
    <message>
        <source>latest commit</source>
        <translation>最新提交</translation>
    </message>
    <message>
        <source>larger value of a column</source>
        <translation>取某列较大值</translation>
    </message>
    <message>
        <source>smaller value of a column</source>
        <translation>取某列较小值</translation>
    </message>
    <message>
        <source>add the difference</source>
        <translation>累加差值</translation>
    </message>
    <message>
        <source>overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>quarantine</source>
        <translation>隔离</translation>
    </message>
</context>
<context>
    <name>Number</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 行/秒</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>&lt;0.1 ms</source>
        <translation>&lt;0.1 ms</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Type %1 to go on</source>
        <translation>输入 %1 以继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Password needed</source>
        <translation>需要密码</translation>
    </message>
    <message>
        <source>With an administrator&apos;s login</source>
        <translation>使用管理员账号</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Used for this once and kept nowhere.</source>
        <translation>仅本次使用，不会保存。</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>it is empty</source>
        <translation>内容为空</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>过长</translation>
    </message>
    <message>
        <source>it holds characters that are not allowed</source>
        <translation>含有不允许的字符</translation>
    </message>
    <message>
        <source>it holds zero bytes, as after a power cut</source>
        <translation>文件中有零字节，可能发生过断电</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>it is no document of keys and values</source>
        <translation>不是键值结构的文档</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>more than one document in the file</source>
        <translation>文件中有多个文档</translation>
    </message>
    <message>
        <source>the reverse link carries changes only: structures and old rows have come from the forward link</source>
        <translation>反向链路只能做增量：结构和存量数据已由正向链路同步</translation>
    </message>
    <message>
        <source>only one of the two links may replicate DDL, else statements would go round for ever</source>
        <translation>两条链路只能有一条同步 DDL，否则语句会无限循环</translation>
    </message>
    <message>
        <source>the region that wins is not one of the two</source>
        <translation>优先地域不在这两个地域之中</translation>
    </message>
    <message>
        <source>if both sides overwrite, the two rows only change places</source>
        <translation>两端都覆盖时，冲突的两行只会互换</translation>
    </message>
    <message>
        <source>if both sides ignore, each keeps its own row</source>
        <translation>两端都忽略时，各自保留自己的行</translation>
    </message>
    <message>
        <source>the pair replicates no DDL, which the drill needs</source>
        <translation>该链路组不同步 DDL，无法演练</translation>
    </message>
    <message>
        <source>one of the links replicates no inserts, which the drill needs</source>
        <translation>有链路未同步 INSERT，无法演练</translation>
    </message>
    <message>
        <source>no chosen database takes the drill&apos;s tables twintide_drill and twintide_drill_new</source>
        <translation>所选对象中没有可放置演练表 twintide_drill 和 twintide_drill_new 的库</translation>
    </message>
    <message>
        <source>it was not seen at the other side in time</source>
        <translation>在规定时间内未到达另一端</translation>
    </message>
    <message>
        <source>a change was applied more or less than once</source>
        <translation>有变更未恰好应用一次</translation>
    </message>
    <message>
        <source>the command</source>
        <translation>命令执行</translation>
    </message>
    <message>
        <source>stopping the links</source>
        <translation>停止链路</translation>
    </message>
    <message>
        <source>starting the links</source>
        <translation>启动链路</translation>
    </message>
    <message>
        <source>ending the server</source>
        <translation>结束数据库进程</translation>
    </message>
    <message>
        <source>applying changes</source>
        <translation>应用变更</translation>
    </message>
    <message>
        <source>the drill</source>
        <translation>双活演练</translation>
    </message>
    <message>
        <source>the precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>the remedy</source>
        <translation>修复操作</translation>
    </message>
    <message>
        <source>starting the server</source>
        <translation>启动数据库</translation>
    </message>
    <message>
        <source>the answer of the program that runs the links</source>
        <translation>运行链路的程序的应答</translation>
    </message>
    <message>
        <source>the environment variable is not set</source>
        <translation>环境变量未设置</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>no terminal to ask on, or nobody answered</source>
        <translation>没有可供输入的终端，或无人应答</translation>
    </message>
    <message>
        <source>the keychain is for the desktop program; twintidectl takes env:NAME, file:PATH or prompt</source>
        <translation>keychain 仅供桌面程序使用；twintidectl 请用 env:变量名、file:路径或 prompt</translation>
    </message>
    <message>
        <source>it has none of the known forms</source>
        <translation>不是已知的形式</translation>
    </message>
    <message>
        <source>the connection ended without an answer</source>
        <translation>连接结束但没有应答</translation>
    </message>
    <message>
        <source>the answer is not JSON</source>
        <translation>应答不是 JSON</translation>
    </message>
    <message>
        <source>the connection ended while it was under way, and its tables do not tell whether it has been run: look, then skip it if it has, else try again</source>
        <translation>执行期间连接中断，而从表结构无法判断是否已执行：请先查看目标端，已执行则跳过，否则重试</translation>
    </message>
    <message>
        <source>the answer is too long</source>
        <translation>应答过长</translation>
    </message>
    <message>
        <source>it does not know this request</source>
        <translation>对方不认识该请求</translation>
    </message>
    <message>
        <source>the path of the workspace is too long for a socket</source>
        <translation>工作区路径过长，无法建立套接字</translation>
    </message>
    <message>
        <source>a column is missing at B</source>
        <translation>B 端缺少列</translation>
    </message>
    <message>
        <source>a column is missing at A</source>
        <translation>A 端缺少列</translation>
    </message>
    <message>
        <source>the type of a column differs</source>
        <translation>列类型不同</translation>
    </message>
    <message>
        <source>NULL is allowed at one side only</source>
        <translation>只有一端允许 NULL</translation>
    </message>
    <message>
        <source>the charset of a column differs</source>
        <translation>列字符集不同</translation>
    </message>
    <message>
        <source>a column is generated at one side only</source>
        <translation>只有一端是生成列</translation>
    </message>
    <message>
        <source>the primary key differs</source>
        <translation>主键不同</translation>
    </message>
    <message>
        <source>a unique key differs</source>
        <translation>唯一键不同</translation>
    </message>
    <message>
        <source>AUTO_INCREMENT at one side only</source>
        <translation>只有一端是 AUTO_INCREMENT</translation>
    </message>
    <message>
        <source>the order of the columns differs</source>
        <translation>列顺序不同</translation>
    </message>
    <message>
        <source>a default value differs</source>
        <translation>默认值不同</translation>
    </message>
    <message>
        <source>the collation of a column differs</source>
        <translation>列排序规则不同</translation>
    </message>
    <message>
        <source>an index differs</source>
        <translation>索引不同</translation>
    </message>
    <message>
        <source>a column is missing at one side</source>
        <translation>有一端缺少列</translation>
    </message>
    <message>
        <source>a column has another type</source>
        <translation>列类型不同</translation>
    </message>
    <message>
        <source>a column has another character set</source>
        <translation>列字符集不同</translation>
    </message>
    <message>
        <source>a column has another default</source>
        <translation>列默认值不同</translation>
    </message>
    <message>
        <source>the target has a further column</source>
        <translation>目标端多出一列</translation>
    </message>
    <message>
        <source>a unique key is missing at the target</source>
        <translation>目标端缺少唯一键</translation>
    </message>
    <message>
        <source>the target has a further unique key</source>
        <translation>目标端多出唯一键</translation>
    </message>
    <message>
        <source>a row before its change is not in the binlog in full (binlog_row_image)</source>
        <translation>binlog 中缺少完整的前镜像（binlog_row_image）</translation>
    </message>
    <message>
        <source>a change was logged as a statement, not as rows (binlog_format)</source>
        <translation>变更以语句而非行的格式记录（binlog_format）</translation>
    </message>
    <message>
        <source>one transaction is larger than it may be</source>
        <translation>单个事务超过了允许的大小</translation>
    </message>
    <message>
        <source>rows refer to a structure that is not recorded</source>
        <translation>日志行引用了未登记的表结构</translation>
    </message>
    <message>
        <source>it cannot be told which transactions are still open</source>
        <translation>无法判断哪些事务尚未结束</translation>
    </message>
    <message>
        <source>logged rows are gone from twintide.change_log</source>
        <translation>twintide.change_log 中的记录已丢失</translation>
    </message>
    <message>
        <source>a DDL operation is gone from the server&apos;s list</source>
        <translation>数据库的 DDL 操作记录已丢失</translation>
    </message>
    <message>
        <source>the server does not answer current_scn()</source>
        <translation>数据库不支持 current_scn()</translation>
    </message>
    <message>
        <source>someone dropped a trigger of Twintide</source>
        <translation>Twintide 的触发器被人删除</translation>
    </message>
    <message>
        <source>the key of a table changed while its rows were read again</source>
        <translation>重读数据时表的主键发生了变化</translation>
    </message>
    <message>
        <source>the tables keep changing while they are read</source>
        <translation>读取期间表结构不断变化</translation>
    </message>
    <message>
        <source>a statement</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>a transaction</source>
        <translation>事务</translation>
    </message>
    <message>
        <source>a checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>a partial update of a JSON column</source>
        <translation>JSON 列的部分更新</translation>
    </message>
    <message>
        <source>the row of twintide.change_log_lock is missing</source>
        <translation>twintide.change_log_lock 中缺少锁定行</translation>
    </message>
    <message>
        <source>no link stands before a DDL statement</source>
        <translation>没有链路停在 DDL 语句前</translation>
    </message>
    <message>
        <source>it needs an administrator&apos;s login, such as root</source>
        <translation>需要管理员账号，例如 root</translation>
    </message>
    <message>
        <source>the policy needs a column to compare or add up</source>
        <translation>该策略需要指定用于比较或累加的列</translation>
    </message>
    <message>
        <source>its marker was not recognised</source>
        <translation>未识别出其标记行</translation>
    </message>
    <message>
        <source>it was not seen in the log within 30 s</source>
        <translation>30 秒内未在日志中看到它</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>To be run on %1:</source>
        <translation>在%1执行：</translation>
    </message>
    <message>
        <source>The pair may start</source>
        <translation>可以启动</translation>
    </message>
    <message>
        <source>The pair must not start yet</source>
        <translation>暂不能启动</translation>
    </message>
    <message>
        <source>Errors: %1, warnings: %2, notices: %3, passed: %4</source>
        <translation>错误 %1，警告 %2，提示 %3，通过 %4</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>端</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The drill passed</source>
        <translation>双活演练通过</translation>
    </message>
    <message>
        <source>The drill failed</source>
        <translation>双活演练失败</translation>
    </message>
    <message>
        <source>Active-active drill</source>
        <translation>双活演练</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Link pair %1</source>
        <translation>双活链路组 %1</translation>
    </message>
    <message>
        <source>HTML (*.html);;JSON (*.json)</source>
        <translation>HTML (*.html);;JSON (*.json)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Export precheck</source>
        <translation>导出预检查报告</translation>
    </message>
    <message>
        <source>Export drill</source>
        <translation>导出演练报告</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>copying structures</source>
        <translation>结构迁移中</translation>
    </message>
    <message>
        <source>copying rows</source>
        <translation>全量迁移中</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>追赶中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>暂停中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>Word</name>
    <message>
        <source>forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已检查</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两端</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必须加密</translation>
    </message>
    <message>
        <source>verify the CA</source>
        <translation>校验 CA</translation>
    </message>
    <message>
        <source>verify CA and host name</source>
        <translation>校验 CA 和主机名</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>binlog</source>
        <translation>binlog</translation>
    </message>
    <message>
        <source>change log</source>
        <translation>变更日志表</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>While the link does not run, do not drop or rename columns at %1: the change log&apos;s triggers name them, and every write to that table would fail (error 1327) until the link runs again.</source>
        <translation>链路未运行期间，请勿在%1删除或重命名列：变更日志表的触发器引用了这些列，一旦执行，对该表的写入会全部失败（错误 1327），直到链路恢复运行。</translation>
    </message>
</context>
<context>
    <name>twintide::PracticeRun</name>
    <message>
        <source>The practice pair did not get ready in 5 minutes</source>
        <translation>演练环境在 5 分钟内未就绪</translation>
    </message>
    <message>
        <source>A link failed</source>
        <translation>有链路失败</translation>
    </message>
    <message>
        <source>The drill was not passed</source>
        <translation>双活演练未通过</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ConflictModel</name>
    <message>
        <source>reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>待裁决</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>距今</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ConflictsTab</name>
    <message>
        <source>Conflicts, newest first</source>
        <translation>冲突，最新在前</translation>
    </message>
    <message>
        <source>No conflicts: no row was changed on both sides at the same time.</source>
        <translation>没有冲突：没有任何一行被两端同时修改。</translation>
    </message>
    <message>
        <source>Show older conflicts</source>
        <translation>显示更早的冲突</translation>
    </message>
    <message>
        <source>None of the loaded conflicts is of this kind and table.</source>
        <translation>已加载的冲突中没有符合条件的记录。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Con&amp;flict</source>
        <translation>冲突类型(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>表(&amp;T)</translation>
    </message>
    <message>
        <source>all kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>all tables</source>
        <translation>全部表</translation>
    </message>
    <message>
        <source>%1 of %2 loaded</source>
        <translation>已加载 %2 条，显示 %1 条</translation>
    </message>
    <message>
        <source>%1 loaded</source>
        <translation>已加载 %1 条</translation>
    </message>
    <message>
        <source>In quarantine: each site keeps its own row until one is chosen.</source>
        <translation>隔离中：选定之前，两侧各自保留自己的行。</translation>
    </message>
    <message>
        <source>Keep the row of %1?</source>
        <translation>以%1的行为准？</translation>
    </message>
    <message>
        <source>%1, %2: the row at %3 is overwritten with that of %4, and the row is replicated again.</source>
        <translation>%1 的 %2：%3的行将被%4的行覆盖，随后该行恢复同步。</translation>
    </message>
    <message>
        <source>Keep this row</source>
        <translation>以此行为准</translation>
    </message>
    <message>
        <source>Keep the row of %1</source>
        <translation>以%1的行为准</translation>
    </message>
</context>
<context>
    <name>twintide::ui::CountersModel</name>
    <message>
        <source>forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>Inserts</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Deletes</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
</context>
<context>
    <name>twintide::ui::DataSourceDialog</name>
    <message>
        <source>New data source</source>
        <translation>新建数据源</translation>
    </message>
    <message>
        <source>Edit data source</source>
        <translation>编辑数据源</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>twintide::ui::DataSourcesModel</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境标识</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>使用者</translation>
    </message>
</context>
<context>
    <name>twintide::ui::DataSourcesPage</name>
    <message>
        <source>Data sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>A data source says how to reach one database and which region it stands in.</source>
        <translation>数据源描述如何连接一个数据库，以及它位于哪个地域。</translation>
    </message>
    <message>
        <source>New data source…</source>
        <translation>新建数据源…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>正在连接 %1…</translation>
    </message>
    <message>
        <source>%1 answers in %2.</source>
        <translation>%1 连接正常，往返 %2。</translation>
    </message>
    <message>
        <source>Remove data source %1?</source>
        <translation>删除数据源 %1？</translation>
    </message>
    <message>
        <source>Its file and its stored password are deleted. Nothing is changed on the server.</source>
        <translation>将删除其定义文件和已保存的密码，不会改动数据库。</translation>
    </message>
    <message>
        <source>Remove data source</source>
        <translation>删除数据源</translation>
    </message>
</context>
<context>
    <name>twintide::ui::DrillView</name>
    <message>
        <source>Drill</source>
        <translation>双活演练</translation>
    </message>
    <message>
        <source>Cancel drill</source>
        <translation>取消演练</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>导出报告…</translation>
    </message>
    <message>
        <source>running, step %1 of %2</source>
        <translation>进行中，第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Passed in %1</source>
        <translation>通过，耗时 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) failed</source>
        <translation>
            <numerusform>%n 步失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未执行</translation>
    </message>
</context>
<context>
    <name>twintide::ui::DrillsModel</name>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Not passed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
</context>
<context>
    <name>twintide::ui::DrillsTab</name>
    <message>
        <source>Drills run before</source>
        <translation>历史演练</translation>
    </message>
    <message>
        <source>Choose another folder or free some space, then export again.</source>
        <translation>请更换目录或释放磁盘空间后重新导出。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::EventModel</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>pair</source>
        <translation>链路组</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>twintide::ui::EventsTab</name>
    <message>
        <source>Events, newest first</source>
        <translation>事件，最新在前</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>暂无事件。</translation>
    </message>
    <message>
        <source>Show older events</source>
        <translation>显示更早的事件</translation>
    </message>
</context>
<context>
    <name>twintide::ui::FindingRow</name>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>Must mend</source>
        <translation>必须处理</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>SQL that mends it: %1</source>
        <translation>修复 SQL：%1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Run on %1…</source>
        <translation>在%1执行…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>跳过…</translation>
    </message>
    <message>
        <source>needs %1, which the user has</source>
        <translation>需要 %1 权限，当前用户已具备</translation>
    </message>
    <message>
        <source>needs %1, which the user does not have</source>
        <translation>需要 %1 权限，当前用户不具备</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>需要 %1 权限</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ImageView</name>
    <message>
        <source>Row images of the chosen conflict</source>
        <translation>所选冲突的行镜像</translation>
    </message>
    <message>
        <source>%1 in %2, %3</source>
        <extracomment>kind of conflict, table, key</extracomment>
        <translation>%2，%3：%1</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Expected by the change</source>
        <translation>变更所期望的值</translation>
    </message>
    <message>
        <source>New from %1</source>
        <translation>来自%1的新值</translation>
    </message>
    <message>
        <source>Found at %1</source>
        <translation>%1的现有值</translation>
    </message>
    <message>
        <source>Policy: %1</source>
        <translation>策略：%1</translation>
    </message>
    <message>
        <source>waits for a decision</source>
        <translation>等待裁决</translation>
    </message>
    <message>
        <source>Deleted at %1</source>
        <translation>%1已删除</translation>
    </message>
    <message>
        <source>No row at %1</source>
        <translation>%1无此行</translation>
    </message>
    <message>
        <source> · ✓ kept</source>
        <extracomment>after the head of the row image that stays</extracomment>
        <translation> · ✓ 保留</translation>
    </message>
</context>
<context>
    <name>twintide::ui::LineChart</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>No measurements in this range yet</source>
        <translation>该时间范围内暂无数据</translation>
    </message>
    <message>
        <source>%1. Now: forward %2, reverse %3. Scale from 0 to %4.</source>
        <extracomment>accessible description of a chart: title, newest forward value, newest reverse value, maximum</extracomment>
        <translation>%1。当前：正向 %2，反向 %3。刻度 0 至 %4。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::LinkLane</name>
    <message>
        <source>Copy progress</source>
        <translation>全量进度</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>延迟 %1</translation>
    </message>
    <message>
        <source>%1 of about %2 rows · table %3 of %4</source>
        <translation>%1 / 约 %2 行 · 第 %3 / %4 张表</translation>
    </message>
    <message>
        <source>table %1 of %2</source>
        <translation>第 %1 / %2 张表</translation>
    </message>
    <message>
        <source>forward · %1</source>
        <translation>正向 · %1</translation>
    </message>
    <message>
        <source>reverse · %1</source>
        <translation>反向 · %1</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <extracomment>rows per second · bytes per second · number of conflicts since midnight</extracomment>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) today</source>
        <translation>
            <numerusform>今日 %n 个冲突</numerusform>
        </translation>
    </message>
    <message>
        <source>rows applied so far: %1</source>
        <translation>累计已应用 %1 行</translation>
    </message>
    <message>
        <source>since %1 · %2</source>
        <extracomment>moment · how long ago</extracomment>
        <translation>自 %1 起 · %2</translation>
    </message>
</context>
<context>
    <name>twintide::ui::MainWindow</name>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>No keychain answers on this desktop.</source>
        <translation>当前桌面没有可用的密钥环。</translation>
    </message>
    <message>
        <source>Passwords are kept in memory until Twintide is closed and asked for again after that.</source>
        <translation>密码仅保存在内存中，关闭 Twintide 后需要重新输入。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::MonitorTab</name>
    <message>
        <source>Lag</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Applied rows per second</source>
        <translation>每秒应用行数</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>30 min</source>
        <translation>30 分钟</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 小时</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>Time range of the charts</source>
        <translation>图表时间范围</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Busiest tables</source>
        <translation>最繁忙的表</translation>
    </message>
    <message>
        <source>No rows applied yet</source>
        <translation>尚未应用任何行</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ObjectModel</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n 张表</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 rows</source>
        <translation>约 %1 行</translation>
    </message>
    <message>
        <source>A view has no rows of its own.</source>
        <translation>视图本身没有数据行。</translation>
    </message>
    <message>
        <source>left out: view</source>
        <translation>不同步：视图</translation>
    </message>
    <message>
        <source>It has neither a primary key nor a not-null unique key.</source>
        <translation>该表既没有主键，也没有非空唯一键。</translation>
    </message>
    <message>
        <source>left out: no key</source>
        <translation>不同步：无键</translation>
    </message>
    <message>
        <source>Database and table</source>
        <translation>库和表</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ObjectsPage</name>
    <message>
        <source>Objects</source>
        <translation>同步对象</translation>
    </message>
    <message>
        <source>&amp;Find a table</source>
        <translation>查找表(&amp;F)</translation>
    </message>
    <message>
        <source>Find a table</source>
        <translation>查找表</translation>
    </message>
    <message>
        <source>Reading the tables</source>
        <translation>正在读取表</translation>
    </message>
    <message>
        <source>Databases and tables</source>
        <translation>库和表</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>匹配规则</translation>
    </message>
    <message>
        <source>One pattern a line: database.table. * stands for anything, ? for one character, [abc] for one of these, [!abc] for none of these. Ticking on the left writes rules here; new tables that match are replicated too.</source>
        <translation>每行一条规则：库名.表名。* 匹配任意内容，？匹配一个字符，[abc] 匹配其中之一，[!abc] 匹配除此之外的字符。在左侧勾选会自动写入规则；之后新建的匹配表也会同步。</translation>
    </message>
    <message>
        <source>&amp;Include</source>
        <translation>包含(&amp;I)</translation>
    </message>
    <message>
        <source>E&amp;xclude</source>
        <translation>排除(&amp;X)</translation>
    </message>
    <message>
        <source>Read from %1. Only tables with a primary key or a not-null unique key can be replicated both ways.</source>
        <translation>从%1读取。只有具备主键或非空唯一键的表才能双向同步。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n 张表</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 left out</source>
        <translation>%1，%2 张不同步</translation>
    </message>
    <message>
        <source>Reading the tables…</source>
        <translation>正在读取表…</translation>
    </message>
    <message>
        <source>The tables could not be read yet</source>
        <translation>尚未读取到表</translation>
    </message>
    <message>
        <source>Choose at least one table</source>
        <translation>请至少选择一张表</translation>
    </message>
    <message>
        <source>No table at %1 matches “%2”: check the names of database and table</source>
        <translation>%1 没有与“%2”匹配的表：请检查库名和表名</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ObjectsTab</name>
    <message>
        <source>Tables of the pair</source>
        <translation>链路组的表</translation>
    </message>
    <message>
        <source>No rows were applied yet. Tables appear here with their first change.</source>
        <translation>尚未应用任何行。表在首次变更后显示在这里。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::OptionsPage</name>
    <message>
        <source>Conflicts and options</source>
        <translation>冲突与选项</translation>
    </message>
    <message>
        <source>The defaults fit most pairs. A conflict is a change that does not meet the row it expected; each one is logged with both versions of the row.</source>
        <translation>默认值适合大多数场景。冲突指变更到达时目标行与预期不符；每次冲突都会记录两个版本的行。</translation>
    </message>
    <message>
        <source>When both sides change the same row</source>
        <translation>两端同时修改同一行时</translation>
    </message>
    <message>
        <source>&amp;Policy</source>
        <translation>策略(&amp;P)</translation>
    </message>
    <message>
        <source>Region that &amp;wins</source>
        <translation>优先地域(&amp;W)</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>allowed range of a number</extracomment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>First copy</source>
        <translation>全量复制</translation>
    </message>
    <message>
        <source>Stop and say which table</source>
        <translation>停止，并指出是哪张表</translation>
    </message>
    <message>
        <source>Merge: keep rows that are there, log the differences</source>
        <translation>合并：保留已有的行，并记录差异</translation>
    </message>
    <message>
        <source>When a target table already holds &amp;rows</source>
        <translation>目标表已有数据时(&amp;R)</translation>
    </message>
    <message>
        <source>Copy threads</source>
        <translation>复制线程数</translation>
    </message>
    <message>
        <source>Rows a chunk</source>
        <translation>每个分片的行数</translation>
    </message>
    <message>
        <source>Applying changes</source>
        <translation>增量应用</translation>
    </message>
    <message>
        <source>Rows a group, at most</source>
        <translation>每批最多行数</translation>
    </message>
    <message>
        <source>KiB a group, at most</source>
        <translation>每批最大 KiB</translation>
    </message>
    <message>
        <source>Longest wait for a group, ms</source>
        <translation>凑批最长等待（毫秒）</translation>
    </message>
    <message>
        <source>Heartbeat, ms</source>
        <translation>心跳间隔（毫秒）</translation>
    </message>
    <message>
        <source>Rows to agree on, at most</source>
        <translation>待两端达成一致的行数上限</translation>
    </message>
    <message>
        <source>After a conflict a row counts until both sites have agreed on it. Each takes up to 1 KiB of memory; a link that would have more stops, with nothing lost.</source>
        <translation>发生冲突的行在两端达成一致之前计入此数，每行最多占用 1 KiB 内存；超出上限时链路停止，不会丢失数据。</translation>
    </message>
    <message>
        <source>The link stops at the first conflict and waits for a decision.</source>
        <translation>遇到第一个冲突时链路停止，等待人工决定。</translation>
    </message>
    <message>
        <source>The change made at %1 stays, on both sides. Both sites always end up equal.</source>
        <translation>两端都保留%1的修改，最终数据始终一致。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Column that decides</source>
        <translation>裁决列(&amp;C)</translation>
    </message>
    <message>
        <source>Where the column cannot tell, the change made at %1 stays. Both sites always end up equal.</source>
        <translation>该列无法判定时，保留%1的变更。两端最终一致。</translation>
    </message>
    <message>
        <source>The row with the greater value of the column stays, on both sides.</source>
        <translation>两端都保留该列值较大的行。</translation>
    </message>
    <message>
        <source>The row with the smaller value of the column stays, on both sides.</source>
        <translation>两端都保留该列值较小的行。</translation>
    </message>
    <message>
        <source>What each side added to or took from the column is added up; the other columns stay as they are at %1. Both sites always end up equal.</source>
        <translation>两端对该列的增减量累加；其余列以 %1 为准。两端最终一致。</translation>
    </message>
    <message>
        <source>Name the column that decides.</source>
        <translation>请填写裁决列。</translation>
    </message>
    <message>
        <source>The change that was committed later stays, on both sides. Where the clocks leave a doubt (up to a second on MariaDB), the change made at %1 stays. Both sites always end up equal.</source>
        <translation>两侧均保留提交时间较晚的变更。时钟无法区分先后时（MariaDB 上为 1 秒以内），以 %1 的变更为准。两侧数据最终一致。</translation>
    </message>
    <message>
        <source>Both rows stay as they are and wait; everything else goes on. The sites differ in these rows until you choose a side for each of them.</source>
        <translation>两侧的行各自保持原样并等待裁决，其余数据继续同步。在您为每一行选定以哪一侧为准之前，两侧的这些行不一致。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::PairActions</name>
    <message>
        <source>Pause %1?</source>
        <translation>暂停 %1？</translation>
    </message>
    <message>
        <source>Both links stop applying and keep their position. Changes on both sites wait in the sources&apos; logs; resume before the logs are recycled.</source>
        <translation>两条链路停止应用并保留位点，两端的变更留在各自的日志中；请在日志被回收前恢复。</translation>
    </message>
    <message>
        <source>Pause both links</source>
        <translation>暂停两条链路</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>停止 %1？</translation>
    </message>
    <message>
        <source>Both links end cleanly. The sites drift apart until the pair is started again; starting goes on where it stopped, as long as the logs are kept.</source>
        <translation>两条链路将正常结束，再次启动前两端数据会逐渐不一致；只要日志还在，启动后会从停止处继续。</translation>
    </message>
    <message>
        <source>Stop both links</source>
        <translation>停止两条链路</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message>
        <source>The definition is deleted and what Twintide created on both servers (marker, change log, triggers) is removed. Your tables and rows stay as they are. The history is kept.</source>
        <translation>将删除其定义，并清除 Twintide 在两端创建的对象（标记行、变更日志、触发器）。您的表和数据保持不变，历史记录保留。</translation>
    </message>
    <message>
        <source>Remove link pair</source>
        <translation>删除双活链路组</translation>
    </message>
    <message>
        <source>Password of data source %1 (kept for this session)</source>
        <translation>数据源 %1 的密码（仅本次会话有效）</translation>
    </message>
    <message>
        <source>Skip this statement?</source>
        <translation>跳过这条语句？</translation>
    </message>
    <message>
        <source>It is not run at the other side, and the link goes on behind it. Rows that need it stop the link again, until it is run there by hand.</source>
        <translation>该语句不会在对端执行，链路从其后继续。依赖它的行会使链路再次停下，直到在对端手工执行该语句。</translation>
    </message>
    <message>
        <source>Skip statement</source>
        <translation>跳过语句</translation>
    </message>
</context>
<context>
    <name>twintide::ui::PairCard</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open link pair %1</source>
        <translation>打开双活链路组 %1</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>延迟 %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Both links running</source>
        <translation>两条链路运行中</translation>
    </message>
</context>
<context>
    <name>twintide::ui::PairPage</name>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>停止…</translation>
    </message>
    <message>
        <source>Pause…</source>
        <translation>暂停…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Run drill</source>
        <translation>执行双活演练</translation>
    </message>
    <message>
        <source>Writes test rows on both sites, creates and alters a test table, and checks that everything arrives on the other side</source>
        <translation>在两端写入测试行、创建并变更一张测试表，检查是否都到达另一端</translation>
    </message>
    <message>
        <source>Views of the link pair</source>
        <translation>双活链路组的视图</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>监控</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>同步对象</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Drills</source>
        <translation>双活演练</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Objects %1</source>
        <extracomment>tab title with a number</extracomment>
        <translation>同步对象 %1</translation>
    </message>
    <message>
        <source>Conflicts %1</source>
        <translation>冲突 %1</translation>
    </message>
    <message>
        <source>Both links running</source>
        <translation>两条链路运行中</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>forward %1 · reverse %2</source>
        <translation>正向%1 · 反向%2</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Forward link: %1</source>
        <translation>正向链路：%1</translation>
    </message>
    <message>
        <source>Reverse link: %1</source>
        <translation>反向链路：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Skip statement…</source>
        <translation>跳过语句…</translation>
    </message>
</context>
<context>
    <name>twintide::ui::PairWizard</name>
    <message>
        <source>New link pair</source>
        <translation>新建双活链路组</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>两端站点</translation>
    </message>
    <message>
        <source>What to replicate</source>
        <translation>迁移类型</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>同步对象</translation>
    </message>
    <message>
        <source>Conflicts and options</source>
        <translation>冲突与选项</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>Review and start</source>
        <translation>确认并启动</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Create and start</source>
        <translation>创建并启动(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Leave the wizard?</source>
        <translation>退出向导？</translation>
    </message>
    <message>
        <source>Nothing has been saved or changed on either server. The answers given so far are lost.</source>
        <translation>尚未保存任何内容，也未改动任何一端数据库。已填写的内容将丢失。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>twintide::ui::PracticeCard</name>
    <message>
        <source>Try it on a practice pair</source>
        <translation>在演练环境中试用</translation>
    </message>
    <message>
        <source>Twintide starts two private database servers on this machine, links them both ways and runs the drill. Nothing of yours is touched.</source>
        <translation>Twintide 在本机启动两个私有数据库，建立双向链路并执行双活演练，不会触碰您的任何数据。</translation>
    </message>
    <message>
        <source>&amp;Servers</source>
        <translation>数据库类型(&amp;S)</translation>
    </message>
    <message>
        <source>Kind of the practice servers</source>
        <translation>演练环境的数据库类型</translation>
    </message>
    <message>
        <source>Progress of the practice pair</source>
        <translation>演练环境进度</translation>
    </message>
    <message>
        <source>Open practice pair</source>
        <translation>打开演练环境</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>%1… (%2 of %3)</source>
        <extracomment>a step that goes on, then how many are done of how many</extracomment>
        <translation>%1…（%2 / %3）</translation>
    </message>
    <message>
        <source>The chosen servers were not to be had; %1 runs instead.</source>
        <translation>无法获得所选数据库，已改用 %1。</translation>
    </message>
    <message>
        <source>Everything else works the same.</source>
        <translation>其余功能完全相同。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::PrecheckPage</name>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n 项通过</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 项警告</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking both sites…</source>
        <translation>正在检查两端…</translation>
    </message>
    <message>
        <source>Run the prechecks to go on</source>
        <translation>请先执行预检查</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) must be mended first</source>
        <translation>
            <numerusform>请先处理 %n 个检查项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::PrecheckView</name>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Both directions are checked, since both sites will read and write. Running for %1.</source>
        <translation>两端都会读写，因此检查两个方向。已运行 %1。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Run all again</source>
        <translation>全部重新检查</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Cancel check</source>
        <translation>取消检查</translation>
    </message>
    <message>
        <source>Run prechecks</source>
        <translation>执行预检查</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Skip this finding?</source>
        <translation>跳过该检查项？</translation>
    </message>
    <message>
        <source>Skip it</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>Run this on %1?</source>
        <translation>在%1执行？</translation>
    </message>
    <message>
        <source>Run on %1</source>
        <translation>在%1执行</translation>
    </message>
    <message>
        <source>Choose another folder or free some space.</source>
        <translation>请更换目录或释放磁盘空间。</translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n 项通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 项警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must be mended</source>
        <translation>
            <numerusform>%n 项必须处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Both directions are checked, since both sites will read and write. Finished in %1.</source>
        <translation>两端都会读写，因此检查两个方向。用时 %1。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>检查项</translation>
    </message>
    <message numerus="yes">
        <source>%n more passed · show</source>
        <translation>
            <numerusform>另有 %n 项通过 · 显示</numerusform>
        </translation>
    </message>
    <message>
        <source>Other login…</source>
        <translation>换账号…</translation>
    </message>
    <message>
        <source>It runs with the data source&apos;s user, unless you give another login, and holds for new connections.</source>
        <translation>默认以数据源的用户执行，也可另填账号；对新连接生效。</translation>
    </message>
    <message>
        <source>It runs with the data source&apos;s user, unless you give another login.</source>
        <translation>默认以数据源的用户执行，也可另填账号。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::PrechecksPage</name>
    <message>
        <source>Link &amp;pair</source>
        <translation>双活链路组(&amp;P)</translation>
    </message>
    <message>
        <source>Link pair to check</source>
        <translation>要检查的双活链路组</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ReviewPage</name>
    <message>
        <source>Review and start</source>
        <translation>确认并启动</translation>
    </message>
    <message>
        <source>Until now nothing was saved or changed. “Create and start” saves the two data sources and the link pair, creates on each side what is listed here, and starts both links.</source>
        <translation>到目前为止尚未保存或改动任何内容。“创建并启动”将保存两个数据源和双活链路组，在两端创建下列对象，并启动两条链路。</translation>
    </message>
    <message>
        <source>&amp;Name of the link pair (also its file)</source>
        <translation>双活链路组名称（也是文件名）(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Shown as (any text, may stay empty)</source>
        <translation>显示名称（任意文字，可留空）(&amp;S)</translation>
    </message>
    <message>
        <source>Database twintide with the marker table: keeps the position and prevents loops</source>
        <translation>twintide 库和标记行表：保存位点并防止循环</translation>
    </message>
    <message numerus="yes">
        <source>Change log table and triggers on %n table(s): the server offers no binlog</source>
        <translation>
            <numerusform>变更日志表和 %n 张表上的触发器：该数据库不提供 binlog</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing on your tables: changes are read from the binlog</source>
        <translation>不改动您的表：增量从 binlog 读取</translation>
    </message>
    <message>
        <source>Databases and tables that are missing, as they are at %1</source>
        <translation>缺少的库和表，结构与%1一致</translation>
    </message>
    <message numerus="yes">
        <source>The rows of %n table(s)</source>
        <translation>
            <numerusform>%n 张表的数据</numerusform>
        </translation>
    </message>
    <message>
        <source>Created at %1</source>
        <translation>在%1创建</translation>
    </message>
    <message>
        <source>The two links</source>
        <translation>两条链路</translation>
    </message>
    <message>
        <source>Forward, %1 → %2: %3</source>
        <translation>正向，%1 → %2：%3</translation>
    </message>
    <message>
        <source>Reverse, %1 → %2: %3</source>
        <translation>反向，%1 → %2：%3</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) in both directions</source>
        <translation>
            <numerusform>%n 张表双向同步</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left out for want of a key</source>
        <translation>
            <numerusform>；%n 张因缺少键不同步</numerusform>
        </translation>
    </message>
    <message>
        <source>Conflicts: %1</source>
        <translation>冲突：%1</translation>
    </message>
    <message>
        <source>Skipped prechecks: %1</source>
        <translation>已跳过的预检查：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The name may hold letters, digits, - and _, at most 64</source>
        <translation>名称只能包含字母、数字、- 和 _，最多 64 个字符</translation>
    </message>
    <message>
        <source>A link pair of this name exists; choose another</source>
        <translation>同名双活链路组已存在，请换一个名称</translation>
    </message>
</context>
<context>
    <name>twintide::ui::ScreenshotTour</name>
    <message>
        <source>%1 could not be created</source>
        <translation>无法创建 %1</translation>
    </message>
    <message>
        <source>%1 did not become ready</source>
        <translation>%1 未就绪</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>无法写入 %1</translation>
    </message>
</context>
<context>
    <name>twintide::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>L&amp;ook</source>
        <translation>外观(&amp;O)</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Data sources and link pairs are one readable YAML file each in the workspace; passwords are never among them.</source>
        <translation>每个数据源和双活链路组在工作区中各是一个可读的 YAML 文件，其中绝不包含密码。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::SideBar</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>+ New link pair…</source>
        <translation>+ 新建双活链路组…</translation>
    </message>
    <message>
        <source>Data sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Prechecks</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message numerus="yes">
        <source>Engine: %n link(s) running</source>
        <translation>
            <numerusform>引擎：%n 条链路运行中</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 % CPU</source>
        <extracomment>memory and processor share of the program</extracomment>
        <translation>%1 · CPU %2 %</translation>
    </message>
</context>
<context>
    <name>twintide::ui::SiteCard</name>
    <message>
        <source>Local writes</source>
        <translation>本地写入</translation>
    </message>
    <message>
        <source>Echoes held back</source>
        <translation>已拦截的回环</translation>
    </message>
    <message>
        <source>Transactions recognised as written by the opposite link: they are not sent back.</source>
        <translation>识别为对向链路写入的事务，不会再发回去。</translation>
    </message>
    <message>
        <source>Applied from %1</source>
        <translation>来自%1</translation>
    </message>
</context>
<context>
    <name>twintide::ui::SiteForm</name>
    <message>
        <source>New data source</source>
        <translation>新建数据源</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>使用已保存的密码</translation>
    </message>
    <message>
        <source>%1: give an address</source>
        <translation>%1：请填写地址</translation>
    </message>
    <message>
        <source>%1: give a user</source>
        <translation>%1：请填写用户</translation>
    </message>
    <message>
        <source>%1: choose a region</source>
        <translation>%1：请选择地域</translation>
    </message>
    <message>
        <source>%1: the name may hold letters, digits, - and _, at most 32</source>
        <translation>%1：名称只能包含字母、数字、- 和 _，最多 32 个字符</translation>
    </message>
    <message>
        <source>%1: a data source named %2 exists; choose another name</source>
        <translation>%1：数据源 %2 已存在，请换一个名称</translation>
    </message>
    <message>
        <source>Connecting to %1:%2…</source>
        <translation>正在连接 %1:%2…</translation>
    </message>
    <message>
        <source>Cancel test</source>
        <translation>取消测试</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>✓ Connected in %1</source>
        <translation>✓ 连接成功，往返 %1</translation>
    </message>
    <message>
        <source>no TLS</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>TLS %1</source>
        <translation>TLS %1</translation>
    </message>
    <message>
        <source>changes from the binlog</source>
        <translation>增量来源：binlog</translation>
    </message>
    <message>
        <source>changes from a change log (triggers)</source>
        <translation>增量来源：变更日志（触发器）</translation>
    </message>
    <message>
        <source>no change source</source>
        <translation>没有可用的增量来源</translation>
    </message>
    <message numerus="yes">
        <source>%n database(s)</source>
        <translation>
            <numerusform>%n 个库</numerusform>
        </translation>
    </message>
    <message>
        <source>Data source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>预发</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>address, or paste: obclient -h… -P… -u…</source>
        <translation>地址，或粘贴 obclient -h… -P… -u…</translation>
    </message>
    <message>
        <source>behind OBProxy</source>
        <translation>经 OBProxy 时填写</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必须</translation>
    </message>
    <message>
        <source>Check the CA</source>
        <translation>校验 CA</translation>
    </message>
    <message>
        <source>Check CA and name</source>
        <translation>校验 CA 和主机名</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>显示名称</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境标识</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>租户</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>Name of the data source</source>
        <translation>数据源名称</translation>
    </message>
    <message>
        <source>Test connection of %1</source>
        <translation>测试%1的连接</translation>
    </message>
    <message>
        <source>clock %1 behind</source>
        <translation>时钟慢 %1</translation>
    </message>
    <message>
        <source>clock %1 ahead</source>
        <translation>时钟快 %1</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>演练</translation>
    </message>
</context>
<context>
    <name>twintide::ui::SitesPage</name>
    <message>
        <source>Sites</source>
        <translation>两端站点</translation>
    </message>
    <message>
        <source>The two databases that will both be writable. The first copy goes from site A to site B; after that changes flow both ways.</source>
        <translation>将同时可写的两个数据库。全量数据从 A 端复制到 B 端，之后变更双向流动。</translation>
    </message>
    <message>
        <source>Site A</source>
        <translation>A 端</translation>
    </message>
    <message>
        <source>Site B</source>
        <translation>B 端</translation>
    </message>
    <message>
        <source>The two sites need data sources of different names</source>
        <translation>两端的数据源名称不能相同</translation>
    </message>
    <message>
        <source>The two sites need different regions and region numbers</source>
        <translation>两端的地域和地域编号不能相同</translation>
    </message>
    <message>
        <source>Testing the connection…</source>
        <translation>正在测试连接…</translation>
    </message>
    <message>
        <source>Test both connections to go on</source>
        <translation>请先测试两端的连接</translation>
    </message>
    <message>
        <source>Both addresses lead to the same server; choose two different databases</source>
        <translation>两个地址指向同一个数据库，请选择两个不同的数据库</translation>
    </message>
    <message>
        <source>Its config holds no databases: enter them here.</source>
        <translation>OMS 配置中没有业务库信息，请在此填写。</translation>
    </message>
    <message>
        <source>Left out, since Twintide has no such parts: %1.</source>
        <translation>以下项属于 OMS 自身组件，Twintide 不需要：%1。</translation>
    </message>
    <message>
        <source>Not understood: %1.</source>
        <translation>无法识别：%1。</translation>
    </message>
    <message>
        <source>Taken over from OMS: %1</source>
        <translation>已从 OMS 配置导入：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>twintide::ui::StartPage</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Twintide keeps two databases in two regions both writable and in step. One wizard creates both links; nothing is changed on your servers before the last page.</source>
        <translation>Twintide 让两个地域的数据库同时可写并保持一致。一个向导同时创建两条链路；在最后一页之前不会改动您的数据库。</translation>
    </message>
    <message>
        <source>Link two databases</source>
        <translation>连接两个数据库</translation>
    </message>
    <message>
        <source>Six steps: the two sites, what to replicate, tables, conflicts, precheck, start. Have at hand for each site: address, a user that may read and write, its password.</source>
        <translation>共六步：两端站点、迁移类型、同步对象、冲突、预检查、启动。请准备好每一端的地址、具有读写权限的用户及其密码。</translation>
    </message>
    <message>
        <source>New link pair…</source>
        <translation>新建双活链路组…</translation>
    </message>
    <message>
        <source>From an OMS config.yaml…</source>
        <translation>从 OMS config.yaml 导入…</translation>
    </message>
    <message>
        <source>Takes the region from the file that an OMS was deployed with; choose the files of both regions to fill both sites</source>
        <translation>从部署 OMS 时的配置文件读取地域；选择两个地域的文件可填好两端</translation>
    </message>
    <message>
        <source>config.yaml of one or two OMS</source>
        <translation>一个或两个 OMS 的 config.yaml</translation>
    </message>
    <message>
        <source>YAML (*.yaml *.yml)</source>
        <translation>YAML (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>A pair has two sites: choose one or two files</source>
        <translation>链路组只有两端：请选择一个或两个文件</translation>
    </message>
</context>
<context>
    <name>twintide::ui::StepList</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>twintide::ui::TimePanel</name>
    <message>
        <source>Where the time goes</source>
        <translation>耗时分布</translation>
    </message>
    <message>
        <source>forward, last group</source>
        <translation>正向，最近一批</translation>
    </message>
    <message>
        <source>reverse, last group</source>
        <translation>反向，最近一批</translation>
    </message>
    <message>
        <source>nothing applied yet</source>
        <translation>尚未应用</translation>
    </message>
    <message>
        <source>capture %1 · queue %2 · apply %3</source>
        <translation>捕获 %1 · 排队 %2 · 应用 %3</translation>
    </message>
    <message>
        <source>Waiting mostly for the commit at %1.</source>
        <translation>主要在等待%1提交。</translation>
    </message>
    <message>
        <source>Waiting mostly for the source&apos;s log.</source>
        <translation>主要在等待源端日志。</translation>
    </message>
    <message>
        <source>Changes wait in the queue: %1 applies slower than they arrive.</source>
        <translation>变更在队列中等待：%1的应用速度低于到达速度。</translation>
    </message>
    <message>
        <source>Idle: this is how the last group went.</source>
        <translation>当前空闲，以上为最近一批的耗时。</translation>
    </message>
    <message>
        <source>Nothing holds this link up.</source>
        <translation>没有明显瓶颈。</translation>
    </message>
</context>
<context>
    <name>twintide::ui::TypesPage</name>
    <message>
        <source>What to replicate</source>
        <translation>迁移类型</translation>
    </message>
    <message>
        <source>Both links are created together: the forward link brings structure and rows over, then both carry changes.</source>
        <translation>两条链路一起创建：正向链路先迁移结构和数据，之后两条链路同步变更。</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>结构迁移</translation>
    </message>
    <message>
        <source>Create missing databases and tables.</source>
        <translation>创建缺少的库和表。</translation>
    </message>
    <message>
        <source>Full copy of the rows</source>
        <translation>全量迁移</translation>
    </message>
    <message>
        <source>From a consistent snapshot, while applications go on writing.</source>
        <translation>基于一致性快照，应用可继续写入。</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>增量同步</translation>
    </message>
    <message>
        <source>Every change after the snapshot, in commit order.</source>
        <translation>快照之后的每个变更，按提交顺序。</translation>
    </message>
    <message>
        <source>DDL</source>
        <translation>DDL</translation>
    </message>
    <message>
        <source>CREATE, ALTER, DROP, TRUNCATE and RENAME of tables and indexes.</source>
        <translation>表和索引的 CREATE、ALTER、DROP、TRUNCATE、RENAME。</translation>
    </message>
    <message>
        <source>Not here: the forward link has already created it.</source>
        <translation>不可选：结构已由正向链路创建。</translation>
    </message>
    <message>
        <source>Not here: the rows came from the other side; copying them back would overwrite newer changes.</source>
        <translation>不可选：数据来自对端，复制回去会覆盖更新的变更。</translation>
    </message>
    <message>
        <source>INSERT, UPDATE and DELETE; starts at the forward link&apos;s snapshot, so nothing is missed.</source>
        <translation>INSERT、UPDATE、DELETE；从正向链路的快照点开始，不会遗漏。</translation>
    </message>
    <message>
        <source>Forward: %1 → %2</source>
        <translation>正向：%1 → %2</translation>
    </message>
    <message>
        <source>Reverse: %1 → %2</source>
        <translation>反向：%1 → %2</translation>
    </message>
    <message>
        <source>Only one direction may carry DDL, or the two sites could change a table against each other. Change structures at %1.</source>
        <translation>只能有一个方向同步 DDL，否则两端可能互相冲突地修改同一张表。请在%1变更结构。</translation>
    </message>
    <message>
        <source>A change kind that is left out makes the sites differ.</source>
        <translation>缺少某类变更会导致两端不一致。</translation>
    </message>
    <message>
        <source>Leave kinds out only if applications never use them at %1.</source>
        <translation>仅当应用在%1从不使用该类变更时才可去掉。</translation>
    </message>
    <message>
        <source>%1, DDL from %2</source>
        <translation>%1，DDL 来自%2</translation>
    </message>
    <message>
        <source>A link pair needs the incremental type</source>
        <translation>双活链路组必须包含增量同步</translation>
    </message>
    <message>
        <source>Choose at least one kind of change</source>
        <translation>请至少选择一类变更</translation>
    </message>
</context>
</TS>
