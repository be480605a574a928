<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Error</name>
    <message numerus="yes">
        <source>The precheck found {count|n} error(s)</source>
        <translation>
            <numerusform>The precheck found {count|n} error</numerusform>
            <numerusform>The precheck found {count|n} errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>Writers pay for the change log: three triggers on {tables|n} chosen table(s)</source>
        <translation>
            <numerusform>Writers pay for the change log: three triggers on {tables|n} chosen table</numerusform>
            <numerusform>Writers pay for the change log: three triggers on {tables|n} chosen tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lower_case_table_names differs, and {count|n} chosen name(s) with capital letters, e.g. {example}</source>
        <translation>
            <numerusform>lower_case_table_names differs, and {count|n} chosen name with capital letters, e.g. {example}</numerusform>
            <numerusform>lower_case_table_names differs, and {count|n} chosen names with capital letters, e.g. {example}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{tables|n} table(s) chosen; databases: {databases|count}, rows: about {rows|count}</source>
        <translation>
            <numerusform>{tables|n} table chosen; databases: {databases|count}, rows: about {rows|count}</numerusform>
            <numerusform>{tables|n} tables chosen; databases: {databases|count}, rows: about {rows|count}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: {count|n} view(s) that match, e.g. {example}</source>
        <translation>
            <numerusform>Left out: {count|n} view that match, e.g. {example}</numerusform>
            <numerusform>Left out: {count|n} views that match, e.g. {example}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Both sides would hand out the same AUTO_INCREMENT values in {tables|n} table(s), e.g. {example}</source>
        <translation>
            <numerusform>Both sides would hand out the same AUTO_INCREMENT values in {tables|n} table, e.g. {example}</numerusform>
            <numerusform>Both sides would hand out the same AUTO_INCREMENT values in {tables|n} tables, e.g. {example}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Already there with the same structure, kept: {count|n} table(s), e.g. {example}</source>
        <translation>
            <numerusform>Already there with the same structure, kept: {count|n} table, e.g. {example}</numerusform>
            <numerusform>Already there with the same structure, kept: {count|n} tables, e.g. {example}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::DrillView</name>
    <message numerus="yes">
        <source>%n step(s) failed</source>
        <translation>
            <numerusform>%n step failed</numerusform>
            <numerusform>%n steps failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::LinkLane</name>
    <message numerus="yes">
        <source>%n conflict(s) today</source>
        <translation>
            <numerusform>%n conflict today</numerusform>
            <numerusform>%n conflicts today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::ObjectModel</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::ObjectsPage</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::PrecheckPage</name>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) must be mended first</source>
        <translation>
            <numerusform>%n finding must be mended first</numerusform>
            <numerusform>%n findings must be mended first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::PrecheckView</name>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must be mended</source>
        <translation>
            <numerusform>%n must be mended</numerusform>
            <numerusform>%n must be mended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more passed · show</source>
        <translation>
            <numerusform>%n more passed · show</numerusform>
            <numerusform>%n more passed · show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::ReviewPage</name>
    <message numerus="yes">
        <source>Change log table and triggers on %n table(s): the server offers no binlog</source>
        <translation>
            <numerusform>Change log table and triggers on %n table: the server offers no binlog</numerusform>
            <numerusform>Change log table and triggers on %n tables: the server offers no binlog</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rows of %n table(s)</source>
        <translation>
            <numerusform>The rows of %n table</numerusform>
            <numerusform>The rows of %n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) in both directions</source>
        <translation>
            <numerusform>%n table in both directions</numerusform>
            <numerusform>%n tables in both directions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left out for want of a key</source>
        <translation>
            <numerusform>; %n left out for want of a key</numerusform>
            <numerusform>; %n left out for want of a key</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::SideBar</name>
    <message numerus="yes">
        <source>Engine: %n link(s) running</source>
        <translation>
            <numerusform>Engine: %n link running</numerusform>
            <numerusform>Engine: %n links running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twintide::ui::SiteForm</name>
    <message numerus="yes">
        <source>%n database(s)</source>
        <translation>
            <numerusform>%n database</numerusform>
            <numerusform>%n databases</numerusform>
        </translation>
    </message>
</context>
</TS>
